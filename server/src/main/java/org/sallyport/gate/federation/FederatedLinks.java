package org.sallyport.gate.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.federation.FederatedIdentities.Identity;
import org.sallyport.gate.federation.FederationRequests.Proposed;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links accounts that exist with people of issuers, by an act of the owner or of an admin, and ends
 * such links. A link is an insert whose row count decides: an account has one person of each
 * issuer, and a person one account.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FederatedLinks {
  /** Where the owner of a session says that the person is them. */
  public static final String CONFIRM_PATH = "/settings/elsewhere/confirm";

  private static final int LONGEST_SUBJECT = 600;

  private final FederatedIdentities identities;
  private final FederationRequests requests;
  private final Issuers issuers;
  private final Accounts accounts;
  private final DomainEvents events;

  /**
   * An issuer, and whether an account is linked there.
   *
   * @param name in the settings; null if they no longer have it
   * @param identity null if the account is not linked there
   */
  public record Link(@Nullable String name, String title, @Nullable Identity identity) {}

  /** The issuers of the settings, and those of links that are left of others. */
  public List<Link> of(AccountId account) {
    List<Identity> linked = identities.of(account);
    List<Link> links = new ArrayList<>();
    for (Issuer issuer : issuers.all()) {
      String identifier = issuer.properties().identifier();
      links.add(
          new Link(
              issuer.name(),
              issuer.title(),
              linked.stream()
                  .filter(it -> it.issuer().equals(identifier))
                  .findFirst()
                  .orElse(null)));
    }
    linked.stream()
        .filter(it -> issuers.withIdentifier(it.issuer()).isEmpty())
        .forEach(it -> links.add(new Link(null, it.issuer(), it)));
    return links;
  }

  /**
   * A person whom an issuer proved for a session.
   *
   * @param title of the issuer
   * @param person how the issuer calls the person
   */
  public record Candidate(String title, String person) {}

  /** Whom the owner of a session is asked about; empty if nobody, or no longer. */
  public Optional<Candidate> candidate(SignInId session) {
    return requests
        .proposed(session)
        .map(
            it ->
                new Candidate(
                    issuers.title(it.issuer()), it.person() == null ? it.subject() : it.person()));
  }

  /** What became of a link. */
  public enum Linking {
    DONE,
    /** Nobody was proved for the session, or too long ago. */
    NOBODY,
    /** The settings have no such issuer. */
    NO_ISSUER,
    /** Nobody links their own account without having signed in there. */
    OWN,
    /** The subject is empty or too long. */
    NOT_VALID,
    /** The person has an account already, or the account a person of this issuer. */
    TAKEN
  }

  /** Links the account of a session with the person whom an issuer proved for it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Linking linkOwn(HeldAccount held, SignInId session, Origin origin) {
    Optional<Proposed> proposed = requests.proposed(session).filter(requests::take);
    if (proposed.isEmpty()) {
      return Linking.NOBODY;
    }
    Optional<Issuer> issuer = issuers.find(proposed.get().issuer());
    return issuer.isEmpty()
        ? Linking.NO_ISSUER
        : link(
            held,
            issuer.get(),
            proposed.get().subject(),
            new Actor(held.id(), held.account().username(), null),
            session,
            origin);
  }

  /** Links an account with a person, by an act of an admin. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Linking link(AccountId id, String issuer, String subject, Actor by, Origin origin) {
    Optional<Issuer> known = issuers.find(issuer);
    if (id.equals(by.account())) {
      return Linking.OWN;
    }
    if (known.isEmpty()) {
      return Linking.NO_ISSUER;
    }
    return subject.isBlank() || subject.length() > LONGEST_SUBJECT
        ? Linking.NOT_VALID
        : link(accounts.hold(id), known.get(), subject, by, null, origin);
  }

  private Linking link(
      HeldAccount held,
      Issuer issuer,
      String subject,
      Actor by,
      @Nullable SignInId session,
      Origin origin) {
    if (!identities.add(held, issuer.properties().identifier(), subject, by)) {
      return Linking.TAKEN;
    }
    events.publish(
        new AccountEvent.IssuerLinked(held.id(), session, issuer.name(), by.name(), by.reason()),
        origin);
    return Linking.DONE;
  }

  /**
   * Ends the link of an account.
   *
   * @param identifier of the issuer
   * @param session of the owner; null for an admin
   * @return false if there is none
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean unlink(
      HeldAccount held, String identifier, @Nullable SignInId session, Actor by, Origin origin) {
    if (!identities.remove(held, identifier)) {
      return false;
    }
    String name = issuers.withIdentifier(identifier).map(Issuer::name).orElse(identifier);
    events.publish(
        new AccountEvent.IssuerUnlinked(held.id(), session, name, by.name(), by.reason()), origin);
    return true;
  }
}

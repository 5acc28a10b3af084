package org.sallyport.gate.federation;

import java.util.Locale;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportRequest;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.gate.account.imports.file.Column;
import org.sallyport.gate.account.imports.file.OneLineFile;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.gate.federation.protocol.ProvedPerson;
import org.sallyport.gate.federation.settings.PersonCreation;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts of people of issuers. A person is recognised by issuer and subject alone: the name
 * or address of an account that exists never leads to it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FederatedAccounts {
  private final FederatedIdentities identities;
  private final Accounts accounts;
  private final AccountRegister register;
  private final AccountImport imports;
  private final DomainEvents events;
  private final RefusedPeople refusedPeople;
  private final NewUsernames usernames;

  /** Whether a person has an account. */
  public sealed interface Admission {

    /** The account, whose row is held. */
    record Admitted(HeldAccount held) implements Admission {}

    /** None that may be used. */
    record None(Why why) implements Admission {}
  }

  /** Why a person has no account that may be used. */
  public enum Why {
    /** No account belongs to the person, and none is made at the sign-in. */
    NOT_LINKED,
    /** None is made, since another account has the name. */
    NAME_TAKEN,
    /** None can be made of what the issuer says. */
    NOT_VALID,
    /** The account is disabled here. */
    DISABLED
  }

  /**
   * The account of a person, with its row held; made now if the settings want that. The link is
   * looked at again under the lock, so that one that ends at the same time opens nothing.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Admission admit(Issuer issuer, ProvedPerson person, Origin origin) {
    Optional<AccountId> linked = identities.account(person.issuer(), person.subject());
    if (linked.isEmpty() && issuer.properties().create() == PersonCreation.SIGN_IN) {
      // Before any row, as every import does; then nobody else makes the same account.
      register.takeTurn();
      linked = identities.account(person.issuer(), person.subject());
      if (linked.isEmpty()) {
        return make(issuer, person, origin);
      }
    }
    return held(linked, issuer, person.subject(), origin);
  }

  /** The account of a person, as it is now; nothing is decided by it without its row. */
  public Optional<AccountId> of(Issuer issuer, String subject) {
    return identities.account(issuer.properties().identifier(), subject);
  }

  /**
   * The account of a person that has one, with its row held.
   *
   * @param subject the person's, at that issuer
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Admission known(Issuer issuer, String subject, Origin origin) {
    return held(
        identities.account(issuer.properties().identifier(), subject), issuer, subject, origin);
  }

  private Admission held(Optional<AccountId> linked, Issuer issuer, String subject, Origin origin) {
    if (linked.isEmpty()) {
      return refused(null, issuer, Why.NOT_LINKED, origin);
    }
    HeldAccount held = accounts.hold(linked.get());
    if (!identities.use(held, issuer.properties().identifier(), subject)) {
      return refused(null, issuer, Why.NOT_LINKED, origin);
    }
    return held.account().isDisabled()
        ? refused(held.id(), issuer, Why.DISABLED, origin)
        : new Admission.Admitted(held);
  }

  private Admission make(Issuer issuer, ProvedPerson person, Origin origin) {
    String username = person.username();
    if (username == null || usernames.objection(username).isPresent()) {
      return refused(null, issuer, Why.NOT_VALID, origin);
    }
    if (accounts.findByUsername(username).isPresent()) {
      return refused(null, issuer, Why.NAME_TAKEN, origin);
    }
    Actor by = new Actor(null, "issuer " + issuer.name(), null);
    ImportResult result =
        imports.run(
            new ImportRequest(file(issuer, person, username), by, "issuer", origin, false, true));
    if (result instanceof ImportResult.BadLines) {
      return refused(null, issuer, Why.NOT_VALID, origin);
    }
    Account made = accounts.findByUsername(username).orElseThrow();
    HeldAccount held = accounts.hold(made.id());
    if (!identities.add(held, person.issuer(), person.subject(), by)) {
      throw new IllegalStateException("a new account has a link already");
    }
    events.publish(
        new AccountEvent.IssuerLinked(held.id(), null, issuer.name(), by.name(), null), origin);
    identities.use(held, person.issuer(), person.subject());
    return new Admission.Admitted(held);
  }

  private static byte[] file(Issuer issuer, ProvedPerson person, String username) {
    OneLineFile file =
        new OneLineFile()
            .with(Column.USERNAME, username)
            .with(Column.NAME, person.name() == null ? username : person.name())
            .with(Column.ROLE, issuer.properties().role())
            .with(Column.STATE, AccountImport.ACTIVE);
    if (issuer.properties().takeEmail() && person.email() != null) {
      file.with(Column.EMAIL, person.email());
    }
    return file.bytes();
  }

  private Admission refused(@Nullable AccountId account, Issuer issuer, Why why, Origin origin) {
    refused(account, issuer, why.name().toLowerCase(Locale.ROOT).replace('_', '-'), origin);
    return new Admission.None(why);
  }

  /**
   * Records that an answer of an issuer opened nothing.
   *
   * @param account null if it is of no account, or of one that is not known
   */
  @Transactional
  public void refused(@Nullable AccountId account, Issuer issuer, String reason, Origin origin) {
    if (account == null) {
      refusedPeople.record(issuer.name(), reason, origin);
    } else {
      events.publish(new SignInEvent.IssuerRefused(account, issuer.name(), reason), origin);
    }
  }
}

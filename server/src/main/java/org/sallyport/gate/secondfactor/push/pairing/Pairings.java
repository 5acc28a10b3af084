package org.sallyport.gate.secondfactor.push.pairing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.crypto.Signatures;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pairs a phone with an account by a long, short-lived, single-use secret. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Pairings {
  private final PairingStore store;
  private final Accounts accounts;
  private final DomainEvents events;
  private final RandomValues random;
  private final Installation installation;
  private final PushProperties properties;
  private final Clock clock;

  /** Generates a secret. */
  public EnrollmentPrompt begin(HeldAccount held, SignIn session) {
    String secret = PairingSecret.of(random.pairingSecret());
    Pairing pairing = new Pairing(new DeviceId(random.id()), held.id(), session.id(), secret, null);
    store.begin(held, pairing, secret, clock.instant().plus(properties.pairingTtl()));
    return linking(pairing);
  }

  /** Voids the account's pending pairings. */
  public void voidPending(HeldAccount held) {
    store.removePending(held);
  }

  /** The pending pairing of a session. */
  public Optional<EnrollmentPrompt> of(Account account, SignIn session) {
    return store.of(account.id(), session.id()).map(this::linking);
  }

  /**
   * Confirms a phone. Empty if no such phone is pending in this session.
   *
   * @param id as shown on the page
   */
  public Optional<Pairing> confirm(HeldAccount held, SignIn session, String id) {
    return store
        .of(held.id(), session.id())
        .filter(pairing -> pairing.id().toString().equals(id) && pairing.name() != null)
        .filter(pairing -> store.confirm(pairing.id(), session.id()));
  }

  /** The account that a secret would link a phone to. */
  Optional<Account> look(String typed) {
    return bySecret(typed).flatMap(pairing -> accounts.find(pairing.account()));
  }

  /** A phone's request: its public key, its name, and a signature as proof of possession. */
  record Claim(String secret, String publicKey, String name, String signature) {
    private String text() {
      return String.join("\n", "sallyport link 1", secret, publicKey, name);
    }

    @Override
    public String toString() {
      return "Claim[" + name + "]";
    }
  }

  /**
   * Redeems a secret for a phone; the person must still confirm it. A repeated identical request of
   * the same phone gets the same response. Empty if the secret is invalid.
   */
  @Transactional
  public Optional<DeviceId> claim(Claim claim, Origin origin) {
    Optional<byte[]> key = Binary.read(claim.publicKey()).filter(Signatures::isPublicKey);
    Optional<byte[]> signature = Binary.read(claim.signature());
    if (key.isEmpty()
        || signature.isEmpty()
        || !Signatures.fits(key.get(), claim.text(), signature.get())) {
      return Optional.empty();
    }
    Optional<Pairing> pairing =
        bySecret(claim.secret())
            .filter(it -> store.claim(it.id(), key.get(), claim.name().strip()));
    pairing.ifPresent(
        it ->
            events.publish(
                new AppEvent.Claimed(it.account(), it.session(), claim.name().strip()), origin));
    return pairing.map(Pairing::id).or(() -> claimed(claim, key.get()));
  }

  private Optional<DeviceId> claimed(Claim claim, byte[] key) {
    return PairingSecret.read(claim.secret())
        .flatMap(secret -> store.claimed(secret, key, claim.name().strip()));
  }

  /** Deletes a phone that cancels before it is confirmed. */
  public boolean giveUp(HeldAccount held, DeviceId device) {
    return store.forget(held, device);
  }

  private Optional<Pairing> bySecret(String typed) {
    return PairingSecret.read(typed).flatMap(store::bySecret);
  }

  private EnrollmentPrompt linking(Pairing pairing) {
    String secret = pairing.secret();
    String name = pairing.name();
    return new EnrollmentPrompt.ByPhone(
        secret == null ? "" : installation.address("/app/") + "#link=" + secret,
        secret == null ? "" : secret.replaceAll("(.{4})(?!$)", "$1 "),
        name == null ? null : new EnrollmentPrompt.Phone(pairing.id().toString(), name));
  }

  /** Binary values of the protocol: base64url without padding. */
  public static final class Binary {
    private Binary() {}

    /** Empty if it is malformed. */
    public static Optional<byte[]> read(String text) {
      try {
        return Optional.of(
            Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}

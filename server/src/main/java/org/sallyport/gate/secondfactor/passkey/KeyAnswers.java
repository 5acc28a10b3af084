package org.sallyport.gate.secondfactor.passkey;

import com.webauthn4j.data.AuthenticationData;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/**
 * Verifies a response against an account's passkeys. Another account's passkey is unknown here,
 * whatever user handle the response carries.
 */
@Component
@RequiredArgsConstructor
class KeyAnswers {
  /** The longest accepted response; rejects absurd input early. */
  private static final int MAX_RESPONSE_LENGTH = 16_384;

  private final Ceremonies ceremonies;
  private final PasskeyStore keys;
  private final ChallengeStore challenges;
  private final StrictJson json;

  /** The response if it has the form of one; empty otherwise. */
  Optional<String> read(String typed) {
    return Optional.of(typed).filter(it -> it.length() <= MAX_RESPONSE_LENGTH && json.isObject(it));
  }

  /** The account that the response claims to be from, not verified. */
  Optional<AccountId> whose(String answer) {
    return read(answer)
        .flatMap(ceremonies::read)
        .flatMap(KeyAnswers::handle)
        .flatMap(UserHandles::account);
  }

  /** Verifies a response as second factor, after the password. */
  MatchResult verifySecondFactor(HeldAccount held, String answer, String challenge) {
    return compare(held, answer, challenge, false, () -> true);
  }

  /**
   * Verifies a response that replaces password and second factor: requires user verification, and
   * consumes the challenge.
   */
  MatchResult passwordless(HeldAccount held, String answer, ChallengeStore.Challenge challenge) {
    byte[] bytes = Base64.getUrlDecoder().decode(challenge.text());
    return compare(
        held,
        answer,
        challenge.text(),
        true,
        () -> challenges.spend(bytes, challenge.validUntil()));
  }

  private MatchResult compare(
      HeldAccount held,
      String answer,
      String challenge,
      boolean verified,
      Supplier<Boolean> spend) {
    Optional<AuthenticationData> data = ceremonies.read(answer);
    if (data.isEmpty()) {
      return new MatchResult.Unproven("form");
    }
    Optional<byte[]> handle = handle(data.get());
    boolean foreign =
        handle.isPresent() && !handle.flatMap(UserHandles::account).equals(Optional.of(held.id()));
    Optional<StoredKey> key = foreign ? Optional.empty() : keys.find(held.id(), id(data.get()));
    if (key.isEmpty()) {
      return new MatchResult.Unproven("unknown passkey");
    }
    Signed signed =
        ceremonies.verifyAssertion(
            data.get(), key.get(), challenge, verified || key.get().verifiesUser());
    return switch (signed) {
      case Signed.Invalid invalid -> new MatchResult.Unproven(invalid.reason());
      case Signed.CounterTooLow _ -> spent(spend, () -> new MatchResult.Copied(key.get().name()));
      case Signed.Valid valid -> spent(spend, () -> use(held, key.get(), valid));
    };
  }

  /**
   * Consumes the challenge first, so that a repeated response is not mistaken for one of a cloned
   * authenticator.
   */
  private static MatchResult spent(Supplier<Boolean> spend, Supplier<MatchResult> then) {
    return spend.get() ? then.get() : new MatchResult.Unproven("challenge spent");
  }

  private MatchResult use(HeldAccount held, StoredKey key, Signed.Valid valid) {
    return keys.use(held, key.id(), valid)
        ? new MatchResult.Signature(valid.userVerified())
        : new MatchResult.Copied(key.name());
  }

  @SuppressWarnings("NullAway") // The annotation is on the bytes, not on the array.
  private static Optional<byte[]> handle(AuthenticationData data) {
    return Optional.ofNullable(data.getUserHandle());
  }

  @SuppressWarnings("NullAway") // As above; a response without an id is not parsed at all.
  private static byte[] id(AuthenticationData data) {
    return data.getCredentialId();
  }
}

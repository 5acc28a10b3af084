package org.sallyport.secondfactor.passkey;

import com.webauthn4j.data.AuthenticationData;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.sallyport.account.Account;
import org.sallyport.ids.AccountId;
import org.sallyport.secondfactor.MatchResult;
import org.springframework.stereotype.Component;

/**
 * Holds an answer against an account's keys. Another account's key is unknown here, whatever handle
 * comes with it.
 */
@Component
class KeyAnswers {
  private final Ceremonies ceremonies;
  private final PasskeyStore keys;
  private final ChallengeStore challenges;

  KeyAnswers(Ceremonies ceremonies, PasskeyStore keys, ChallengeStore challenges) {
    this.ceremonies = ceremonies;
    this.keys = keys;
    this.challenges = challenges;
  }

  /** Whose answer it says it is. */
  Optional<AccountId> whose(String answer) {
    return ceremonies.read(answer).flatMap(KeyAnswers::handle).flatMap(UserHandles::account);
  }

  /** For the second door: the password was right. */
  MatchResult second(Account held, String answer, String challenge) {
    return compare(held, answer, challenge, false, () -> true);
  }

  /** For both doors: the device has to have verified its user, and the challenge is spent here. */
  MatchResult whole(Account held, String answer, ChallengeStore.Challenge challenge) {
    byte[] bytes = Base64.getUrlDecoder().decode(challenge.text());
    return compare(
        held,
        answer,
        challenge.text(),
        true,
        () -> challenges.spend(bytes, challenge.validUntil()));
  }

  private MatchResult compare(
      Account held, String answer, String challenge, boolean verified, Supplier<Boolean> spend) {
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
        ceremonies.signed(data.get(), key.get(), challenge, verified || key.get().verifiesUser());
    return switch (signed) {
      case Signed.Fails fails -> new MatchResult.Unproven(fails.reason());
      case Signed.Behind behind -> spent(spend, () -> new MatchResult.Copied(key.get().name()));
      case Signed.Holds holds -> spent(spend, () -> use(key.get(), holds));
    };
  }

  /** The same answer a second time is no sign of a copy: its challenge tells. */
  private static MatchResult spent(Supplier<Boolean> spend, Supplier<MatchResult> then) {
    return spend.get() ? then.get() : new MatchResult.Unproven("challenge spent");
  }

  private MatchResult use(StoredKey key, Signed.Holds holds) {
    return keys.use(key.id(), holds)
        ? new MatchResult.Right(holds.userVerified() ? "user verified" : "user present")
        : new MatchResult.Copied(key.name());
  }

  @SuppressWarnings("NullAway") // The library says of the bytes what it means of the array.
  private static Optional<byte[]> handle(AuthenticationData data) {
    return Optional.ofNullable(data.getUserHandle());
  }

  @SuppressWarnings("NullAway") // As above; an answer without an id is not read at all.
  private static byte[] id(AuthenticationData data) {
    return data.getCredentialId();
  }
}

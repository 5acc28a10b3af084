package org.sallyport.gate.secondfactor.passkey;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Challenges in the database: one per sign-in or session and purpose, deleted by the first answer.
 */
@Repository
@RequiredArgsConstructor
class ChallengeStore {
  /** How long a challenge can be answered. */
  static final Duration TTL = Duration.ofMinutes(5);

  private final JdbcClient jdbc;
  private final RandomValues random;
  private final Clock clock;

  /**
   * A challenge.
   *
   * @param text base64url
   */
  record Challenge(String text, Instant validUntil) {}

  private static final String PUT =
      """
      insert into passkey_challenge (sign_in_id, purpose, challenge, valid_until)
      values (:signIn, :purpose, :challenge, :until)
      on conflict (sign_in_id, purpose) do update set challenge = :challenge, valid_until = :until
      """;

  /** Stores a new challenge, replacing the previous one. */
  void put(SignInId signIn, String purpose) {
    jdbc.sql(PUT)
        .param("signIn", signIn.value())
        .param("purpose", purpose)
        .param("challenge", random.token())
        .param("until", clock.instant().plus(TTL))
        .update();
  }

  /** The challenge that can be answered now. */
  Optional<Challenge> live(SignInId signIn, String purpose) {
    return jdbc.sql(
            """
            select challenge, valid_until from passkey_challenge
             where sign_in_id = :signIn and purpose = :purpose
            """)
        .param("signIn", signIn.value())
        .param("purpose", purpose)
        .query((row, number) -> challenge(row))
        .optional()
        .filter(this::isLive);
  }

  /** Deletes and returns the challenge, so that it can be answered only once. It may be expired. */
  Optional<Challenge> take(SignInId signIn, String purpose) {
    return jdbc.sql(
            """
            delete from passkey_challenge where sign_in_id = :signIn and purpose = :purpose
            returning challenge, valid_until
            """)
        .param("signIn", signIn.value())
        .param("purpose", purpose)
        .query((row, number) -> challenge(row))
        .optional();
  }

  private static Challenge challenge(ResultSet row) throws SQLException {
    return new Challenge(row.getString(1), instant(row, "valid_until"));
  }

  /** Deletes the account's challenges for a purpose in all sessions. */
  void voidAll(AccountId account, String purpose) {
    jdbc.sql(
            """
            delete from passkey_challenge c using sign_in s
             where s.id = c.sign_in_id and s.account_id = :account and c.purpose = :purpose
            """)
        .param("account", account.value())
        .param("purpose", purpose)
        .update();
  }

  boolean isLive(Challenge challenge) {
    return clock.instant().isBefore(challenge.validUntil());
  }

  /**
   * Marks the challenge of a passwordless sign-in as used. False if it was used before, decided by
   * the row count.
   */
  boolean spend(byte[] challenge, Instant validUntil) {
    return jdbc.sql(
                """
                insert into passkey_used_challenge (challenge, valid_until) values (:challenge, :until)
                on conflict (challenge) do nothing
                """)
            .param("challenge", challenge)
            .param("until", validUntil)
            .update()
        == 1;
  }
}

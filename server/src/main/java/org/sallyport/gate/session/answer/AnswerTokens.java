package org.sallyport.gate.session.answer;

import java.time.Clock;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.gate.session.SignInRows;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tokens of attempts that are made outside a browser. Each is good for one answer: it is taken
 * by a statement's row count, so that of two requests with the same token one is answered. Their
 * hashes have a purpose of their own, so that none is taken for the cookie of an attempt, nor a
 * cookie for one of them.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AnswerTokens {
  private static final String TAKE =
      "update sign_in s set token_hash = null from account a"
          + " where a.id = s.account_id and s.token_hash = any(:hashes) and s.state = 'password'"
          + " and s.attempt_expires_at > :now and a.disabled_at is null returning "
          + SignIns.VISIT_COLUMNS;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final RandomValues random;
  private final Clock clock;

  /**
   * Gives an attempt a new token, in place of the one that it has.
   *
   * @param bound what the token is bound to: it is of no use with anything else
   * @return empty if the attempt has ended
   */
  public Optional<String> give(SignInId attempt, String bound) {
    String token = random.token();
    int rows =
        jdbc.sql(
                "update sign_in set token_hash = :hash where id = :id and state = 'password' and attempt_expires_at > :now")
            .param("hash", hash.of(KeyPurpose.ANSWER_TOKEN, bound + " " + token))
            .param("id", attempt.value())
            .param("now", clock.instant())
            .update();
    return rows == 1 ? Optional.of(token) : Optional.empty();
  }

  /** Takes a token; empty if it is unknown, taken, replaced or too old. */
  public Optional<ActiveSession> take(String token, String bound) {
    return jdbc.sql(TAKE)
        .param("hashes", hash.all(KeyPurpose.ANSWER_TOKEN, bound + " " + token))
        .param("now", clock.instant())
        .query(SignInRows.VISIT)
        .optional();
  }
}

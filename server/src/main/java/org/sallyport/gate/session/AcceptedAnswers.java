package org.sallyport.gate.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recognises a typed answer that was accepted a moment ago and is submitted again by a double click
 * or from several tabs. It is used up and opens no session, but does not count as wrong. In a
 * sign-in that began later it does count.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AcceptedAnswers {
  private static final Duration REPEAT_WINDOW = Duration.ofMinutes(1);

  /** Longer than any session, so that few rows are read. */
  private static final Duration MAX_SESSION_AGE = Duration.ofDays(2);

  private static final String ACCEPTED =
      """
      select exists (select from sign_in
                      where account_id = :account and password_at > :earliest
                        and accepted_at > :since and accepted_at > :begun
                        and accepted_hash = any(:hashes))
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Clock clock;

  /** Stores the answer that was just accepted. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(HeldAccount held, SignIn signIn, String method, String answer) {
    jdbc.sql("update sign_in set accepted_hash = :hash, accepted_at = :now where id = :id")
        .param("hash", hash.of(KeyPurpose.CODE, parts(held, method, answer)))
        .param("now", clock.instant())
        .param("id", signIn.id().value())
        .update();
  }

  /**
   * Whether the account had this answer accepted within the last minute, after this sign-in began.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean isRepeated(HeldAccount held, SignIn signIn, String method, String answer) {
    Instant since = clock.instant().minus(REPEAT_WINDOW);
    return jdbc.sql(ACCEPTED)
        .param("account", held.id().value())
        .param("earliest", since.minus(MAX_SESSION_AGE))
        .param("since", since)
        .param("begun", signIn.passwordAt())
        .param("hashes", hash.all(KeyPurpose.CODE, parts(held, method, answer)))
        .query(Boolean.class)
        .single();
  }

  private static String[] parts(HeldAccount held, String method, String answer) {
    return new String[] {"accepted", held.id().toString(), method, answer};
  }
}

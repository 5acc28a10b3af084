package org.sallyport.gate.account.contact;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long a contact proves nothing, because it set the password by a mailed link or an admin
 * changed it (rules 38, 39). Of two waits of the same kind the later end counts.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ContactWaits {
  private static final String EMAIL = "email_codes_blocked_until";
  private static final String SMS = "sms_codes_blocked_until";
  private static final String LETTERS = "letters_blocked_until";

  private final JdbcClient jdbc;
  private final Clock clock;

  /** Accepts no codes by e-mail at a sign-in before this time. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void blockEmailCodes(HeldAccount held, Instant until) {
    block(held, EMAIL, until);
  }

  /** Accepts no codes by SMS at a sign-in before this time. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void blockSmsCodes(HeldAccount held, Instant until) {
    block(held, SMS, until);
  }

  /** Issues no activation letter before this time. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void blockLetters(HeldAccount held, Instant until) {
    block(held, LETTERS, until);
  }

  /** Accepts codes by SMS again: the owner proved the number. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void acceptSmsCodes(HeldAccount held) {
    jdbc.sql("update account set sms_codes_blocked_until = null where id = :id")
        .param("id", held.id().value())
        .update();
  }

  /** Ends all waits of the account: a second person made sure who its owner is. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void endAll(HeldAccount held) {
    jdbc.sql(
            """
            update account set email_codes_blocked_until = null, sms_codes_blocked_until = null,
              letters_blocked_until = null where id = :id
            """)
        .param("id", held.id().value())
        .update();
  }

  /** The time from which a letter can be issued; empty if one can be now. */
  public Optional<Instant> lettersBlockedUntil(AccountId account) {
    return jdbc.sql(
            "select letters_blocked_until from account where id = :id and letters_blocked_until > :now")
        .param("id", account.value())
        .param("now", clock.instant())
        .query((row, number) -> instant(row, "letters_blocked_until"))
        .optional();
  }

  private void block(HeldAccount held, String column, Instant until) {
    jdbc.sql("update account set " + column + " = greatest(" + column + ", :until) where id = :id")
        .param("until", until)
        .param("id", held.id().value())
        .update();
  }
}

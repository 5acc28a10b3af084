package org.sallyport.gate.lockout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The counter of consecutive wrong codes and the lock (rules 12 to 18). A try is counted before it
 * is compared, under the lock on the account's row, by one statement whose row count decides: of
 * any number of parallel tries at most {@code sallyport.lock.after} are compared, and of a success
 * and a lock only one takes effect.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Lockout {
  private static final Duration FAILURE_WINDOW = Duration.ofDays(30);

  /**
   * Maximum number of consecutive wrong codes of an account, unlockings in between included; then
   * its method has to be reset and bound again (NIST SP 800-63B-4, section 3.2.2).
   */
  private static final int MOST_IN_A_ROW = 100;

  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final RandomValues random;
  private final LockProperties limits;
  private final Clock clock;

  /**
   * Counts a try before its code is compared. If {@code sallyport.lock.after} was set to less than
   * the account has counted already, the code is not compared and the account is locked.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public AttemptPermit count(HeldAccount held, SignInId signIn, Origin origin) {
    Optional<Integer> inARow =
        jdbc.sql(
                """
                update account set wrong_codes = wrong_codes + 1, wrong_in_a_row = wrong_in_a_row + 1
                 where id = :id and locked_at is null and disabled_at is null and wrong_codes < :after
                   and wrong_in_a_row < :most and (next_code_at is null or next_code_at <= :now)
                returning greatest(wrong_codes, wrong_in_a_row - :most + :after)
                """)
            .param("id", held.id().value())
            .param("after", limits.after())
            .param("most", MOST_IN_A_ROW)
            .param("now", clock.instant())
            .query(Integer.class)
            .optional();
    if (inARow.isPresent()) {
      return new AttemptPermit.Counted(inARow.get());
    }
    if (lock(held, signIn, origin)) {
      return new AttemptPermit.Locked();
    }
    Instant next = held.account().nextCodeAt();
    if (!held.account().isLocked() && next != null && next.isAfter(clock.instant())) {
      return new AttemptPermit.Wait(next);
    }
    return new AttemptPermit.Locked();
  }

  /** Resets the counter after the counted code was right. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void right(HeldAccount held) {
    jdbc.sql(
            """
            update account set wrong_codes = 0, wrong_in_a_row = 0
             where id = :id and locked_at is null
            """)
        .param("id", held.id().value())
        .update();
  }

  /**
   * Handles a counted code that was wrong: locks the account if it was the last one allowed.
   *
   * @return how many tries are left; 0 if the account is locked now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int wrong(HeldAccount held, SignInId signIn, int inARow, Origin origin) {
    remember(held, signIn, origin);
    int left = Math.max(0, limits.after() - inARow);
    if (left == 0) {
      lock(held, signIn, origin);
    }
    return left;
  }

  /** How many tries are left before the account is locked. */
  public int triesLeft(Account account) {
    return Math.max(0, limits.after() - account.wrongCodes());
  }

  private static final String UNLOCK =
      """
      update account set locked_at = null, lock_reference = null, wrong_codes = 0, next_code_at = null
       where id = :id and (locked_at is not null or wrong_codes > 0 or next_code_at is not null)
         and wrong_in_a_row < :most
      """;

  /** What an unlocking did. */
  public enum Unlocking {
    DONE,
    /** It was not locked, had no wrong codes and no wait. */
    NOT_LOCKED,
    /** Too many codes were wrong in a row: the second factor has to be reset before. */
    RESET_FIRST
  }

  /** Unlocks the account and resets the counter; signs nobody in (rule 17). */
  @Transactional(propagation = Propagation.MANDATORY)
  public Unlocking unlock(HeldAccount held, String by, String reason, Origin origin) {
    int rows =
        jdbc.sql(UNLOCK).param("id", held.id().value()).param("most", MOST_IN_A_ROW).update();
    if (rows == 1) {
      events.publish(new LockEvent.Unlocked(held.id(), by, reason), origin);
      return Unlocking.DONE;
    }
    return isToBeReset(held) ? Unlocking.RESET_FIRST : Unlocking.NOT_LOCKED;
  }

  private boolean isToBeReset(HeldAccount held) {
    return jdbc.sql("select wrong_in_a_row >= :most from account where id = :id")
        .param("most", MOST_IN_A_ROW)
        .param("id", held.id().value())
        .query(Boolean.class)
        .single();
  }

  /** Locks the account if its counter has reached the limit. False if it changed nothing. */
  private boolean lock(HeldAccount held, SignInId signIn, Origin origin) {
    String reference = "L-" + random.digits(4);
    int rows =
        jdbc.sql(
                """
                update account set locked_at = :now, lock_reference = :reference
                 where id = :id and locked_at is null and disabled_at is null
                   and (wrong_codes >= :after or wrong_in_a_row >= :most)
                """)
            .param("now", clock.instant())
            .param("reference", reference)
            .param("id", held.id().value())
            .param("after", limits.after())
            .param("most", MOST_IN_A_ROW)
            .update();
    if (rows == 1) {
      events.publish(new LockEvent.Locked(held.id(), signIn, reference), origin);
    }
    return rows == 1;
  }

  /**
   * Records a wrong code. Many wrong codes within 30 days, consecutive or not, cause increasing
   * waits and a notification (rule 18).
   */
  private void remember(HeldAccount held, SignInId signIn, Origin origin) {
    Instant now = clock.instant();
    jdbc.sql("insert into wrong_code (account_id, at) values (:id, :now)")
        .param("id", held.id().value())
        .param("now", now)
        .update();
    int recent =
        jdbc.sql("select count(*) from wrong_code where account_id = :id and at > :since")
            .param("id", held.id().value())
            .param("since", now.minus(FAILURE_WINDOW))
            .query(Integer.class)
            .single();
    if (recent >= limits.codeDelayAfter()) {
      jdbc.sql("update account set next_code_at = :next where id = :id")
          .param("next", now.plus(waitAfter(recent)))
          .param("id", held.id().value())
          .update();
    }
    if (recent == limits.codeDelayAfter()) {
      events.publish(new LockEvent.ManyWrongCodes(held.id(), signIn, recent), origin);
    }
  }

  private Duration waitAfter(int recent) {
    return Waits.rising(
        limits.codeInitialDelay(), recent - limits.codeDelayAfter(), limits.codeMaxDelay());
  }
}

package org.sallyport.gate.notifications;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.messages.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notifies the owner, at most once a day, of an attempt with the right password and a wrong code
 * that never succeeded, and at most once a day of one with the right password and no second factor,
 * in a browser new to the account. An attempt that succeeds later is not reported; a lock has a
 * notice of its own.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FailedSignIns {
  /**
   * An attempt ends with its last code: sent at 30 minutes at the latest, valid for 20 (rules 2,
   * 32).
   */
  private static final Duration MAX_ATTEMPT_DURATION = Duration.ofMinutes(50);

  private static final String INSERT_ATTEMPT =
      """
      insert into failed_sign_in (sign_in_id, account_id, at, due_at, address, browser)
      values (:signIn, :account, :at, :due, :address, :browser)
      on conflict (sign_in_id) do update set wrong_code = true
      """;

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final NotificationSender notificationSender;
  private final NotificationComposer composer;
  private final Desk desk;
  private final Clock clock;

  /** An attempt that has failed so far, at the code or before one was given. */
  private record Failed(AccountId account, Instant at, Origin origin, boolean wrongCode) {}

  /**
   * Where codes go to the address of the notices, the code is the notice. An account that never
   * signed in has no browser yet.
   */
  private static final String EXPECT_FACTOR =
      """
      insert into failed_sign_in (sign_in_id, account_id, at, due_at, address, browser, wrong_code)
      select s.id, s.account_id, :now, :due, s.address, s.browser, false
        from sign_in s join account a on a.id = s.account_id
       where s.id = :id and s.known_browser is null and a.method is distinct from 'email'
         and exists (select from sign_in o where o.account_id = s.account_id and o.completed_at is not null)
      on conflict (sign_in_id) do nothing
      """;

  /** Notes an attempt of which the owner is told if the second factor is not given. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void passwordAccepted(SignInId signIn) {
    Instant now = clock.instant();
    jdbc.sql(EXPECT_FACTOR)
        .param("id", signIn.value())
        .param("now", now)
        .param("due", now.plus(MAX_ATTEMPT_DURATION))
        .update();
  }

  /** Notes a refused code of a sign-in. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void refused(CodeEvent.Refused event, Origin origin) {
    if (event.purpose().equals("sign-in")) {
      note(event, origin);
    }
  }

  private static final String SUCCEEDED =
      """
      delete from failed_sign_in f
       where f.sign_in_id = :id or not f.wrong_code and (f.account_id, f.address, f.browser) =
         (select s.account_id, s.address, s.browser from sign_in s where s.id = :id)
      """;

  /**
   * The attempt succeeded. Earlier ones from the same address and kind of browser that were left
   * without a code were its owner's.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void completed(SignInId signIn) {
    jdbc.sql(SUCCEEDED).param("id", signIn.value()).update();
  }

  /**
   * Notifies the owner if the attempt failed at the code. One without a code waits until it is due:
   * its owner may start again, and somebody else must not avoid the notice by that.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void ended(SignInId signIn) {
    tell(
        jdbc.sql("delete from failed_sign_in where sign_in_id = :id and wrong_code returning *")
            .param("id", signIn.value())
            .query((row, number) -> failed(row))
            .list());
  }

  /** The owner is notified of the lock instead. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void locked(AccountId account) {
    jdbc.sql("delete from failed_sign_in where account_id = :id")
        .param("id", account.value())
        .update();
  }

  /** Sends notices of attempts that were not explicitly ended and can no longer succeed. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  @Transactional
  void tellDue() {
    tell(
        jdbc.sql("delete from failed_sign_in where due_at <= :now returning *")
            .param("now", clock.instant())
            .query((row, number) -> failed(row))
            .list());
  }

  private void note(CodeEvent.Refused event, Origin origin) {
    Instant now = clock.instant();
    jdbc.sql(INSERT_ATTEMPT)
        .param("signIn", event.signIn().value())
        .param("account", event.account().value())
        .param("at", now)
        .param("due", now.plus(MAX_ATTEMPT_DURATION))
        .param("address", origin.address())
        .param("browser", origin.browser())
        .update();
  }

  private void tell(List<Failed> attempts) {
    attempts.forEach(
        failed ->
            accounts
                .find(failed.account())
                .map(account -> new NotificationContext(account, failed.at(), failed.origin()))
                .ifPresent(
                    attempt ->
                        notificationSender.tellOwner(
                            attempt, context -> notice(context, failed.wrongCode()))));
  }

  private Notification notice(NotificationContext attempt, boolean wrongCode) {
    return composer.toOwner(
        wrongCode ? NotificationKind.FAILED_CODE : NotificationKind.ABSENT_FACTOR,
        wrongCode ? "notice.failed-code." : "notice.absent-factor.",
        composer.facts(attempt),
        Messages.text("notice.knows-password", desk.words()));
  }

  private static Failed failed(ResultSet row) throws SQLException {
    return new Failed(
        new AccountId(row.getObject("account_id", UUID.class)),
        instant(row, "at"),
        new Origin(row.getString("address"), row.getString("browser")),
        row.getBoolean("wrong_code"));
  }
}

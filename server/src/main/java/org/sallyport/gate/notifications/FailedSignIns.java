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
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.CodeEvent;
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
 * that never succeeded. An attempt that succeeds later is not reported; a lock has a notice of its
 * own.
 */
@Component
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
      on conflict (sign_in_id) do nothing
      """;

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final NotificationSender notificationSender;
  private final NotificationComposer composer;
  private final Desk desk;
  private final Clock clock;

  FailedSignIns(
      JdbcClient jdbc,
      Accounts accounts,
      NotificationSender notificationSender,
      NotificationComposer composer,
      Desk desk,
      Clock clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.notificationSender = notificationSender;
    this.composer = composer;
    this.desk = desk;
    this.clock = clock;
  }

  /** An attempt that has failed at the code so far. */
  private record Failed(AccountId account, Instant at, Origin origin) {}

  /** Notes a refused code of a sign-in. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void refused(CodeEvent.Refused event, Origin origin) {
    if (event.purpose().equals("sign-in")) {
      note(event, origin);
    }
  }

  /** The attempt succeeded. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void completed(SignInId signIn) {
    jdbc.sql("delete from failed_sign_in where sign_in_id = :id")
        .param("id", signIn.value())
        .update();
  }

  /** Notifies the owner if the attempt failed at the code. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void ended(SignInId signIn) {
    tell(
        jdbc.sql("delete from failed_sign_in where sign_in_id = :id returning *")
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
                .ifPresent(attempt -> notificationSender.tellOwner(attempt, this::notice)));
  }

  private Notification notice(NotificationContext attempt) {
    return composer.toOwner(
        NotificationKind.FAILED_CODE,
        "notice.failed-code.",
        composer.facts(attempt),
        Messages.text("notice.knows-password", desk.words()));
  }

  private static Failed failed(ResultSet row) throws SQLException {
    return new Failed(
        new AccountId(row.getObject("account_id", UUID.class)),
        instant(row, "at"),
        new Origin(row.getString("address"), row.getString("browser")));
  }
}

package org.sallyport.portal.studies;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.OptionalMail;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.portal.studies.list.UnreadStudies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mails about new studies, for those who want them: one an hour at most, with the number of studies
 * that the account may see and has not opened. Each study counts once.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NewStudyMails implements OptionalMail {
  private static final Duration MIN_INTERVAL = Duration.ofHours(1);

  /** A study that is being written now may be committed after a later one. */
  private static final Duration COMMIT_DELAY = Duration.ofSeconds(10);

  /** Skips the row if another node is sending the mail of the same account. */
  private static final String LOCK_DUE =
      """
      select m.told_until from study_mail m join account a on a.id = m.account_id
      where m.account_id = :account and a.disabled_at is null and m.told_until < :until
        and (m.mailed_at is null or m.mailed_at <= :before)
      for update of m skip locked
      """;

  private static final String NOTE_TOLD =
      """
      update study_mail set told_until = :until,
        mailed_at = case when :mailed then :now else mailed_at end
      where account_id = :account
      """;

  private final JdbcClient jdbc;
  private final UnreadStudies unread;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  @Override
  public boolean wanted(AccountId account) {
    return jdbc.sql("select exists (select from study_mail where account_id = :account)")
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void want(AccountId account) {
    jdbc.sql(
            """
            insert into study_mail (account_id, told_until) values (:account, :now)
            on conflict do nothing
            """)
        .param("account", account.value())
        .param("now", clock.instant())
        .update();
  }

  @Override
  public void stop(AccountId account) {
    jdbc.sql("delete from study_mail where account_id = :account")
        .param("account", account.value())
        .update();
  }

  @Scheduled(
      initialDelayString = "${sallyport.studies.mails:1m}",
      fixedDelayString = "${sallyport.studies.mails:1m}")
  void run() {
    due().forEach(account -> transaction.executeWithoutResult(status -> tell(account)));
  }

  private List<AccountId> due() {
    return jdbc.sql(
            """
            select m.account_id from study_mail m join account a on a.id = m.account_id
            where a.disabled_at is null and (m.mailed_at is null or m.mailed_at <= :before)
            order by m.told_until
            """)
        .param("before", clock.instant().minus(MIN_INTERVAL))
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .list();
  }

  private void tell(AccountId account) {
    Instant now = clock.instant();
    Instant until = now.minus(COMMIT_DELAY);
    jdbc.sql(LOCK_DUE)
        .param("account", account.value())
        .param("until", until)
        .param("before", now.minus(MIN_INTERVAL))
        .query((row, number) -> instant(row, 1))
        .optional()
        .ifPresent(since -> tell(account, unread.arrived(account, since, until), now));
  }

  private void tell(AccountId account, int studies, Instant now) {
    jdbc.sql(NOTE_TOLD)
        .param("until", now.minus(COMMIT_DELAY))
        .param("mailed", studies > 0)
        .param("now", now)
        .param("account", account.value())
        .update();
    if (studies > 0) {
      events.publish(new StudyEvent.Announced(account, studies), Origin.COMMAND_LINE);
    }
  }
}

package org.sallyport.testing.database;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of shares with an account, made by nobody who has an account. */
@Component
public class Shares {
  private final JdbcClient jdbc;
  private final Clock clock;

  Shares(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Lets an account see a study, whether or not the archive has it yet.
   *
   * @param by name of the person who shares it, as shown in the list
   * @param until when the share expires; null if it does not
   */
  public void share(StudyUid study, AccountId account, String by, @Nullable Instant until) {
    share(study, account, by, until, true);
  }

  /** The same without the reports of the study, and without an end. */
  public void shareWithoutReport(StudyUid study, AccountId account, String by) {
    share(study, account, by, null, false);
  }

  private void share(
      StudyUid study, AccountId account, String by, @Nullable Instant until, boolean withReport) {
    jdbc.sql(
            """
            with shared as (
              insert into share (id, kind, shared_by, account_id, with_report, shared_at, valid_from,
                expires_at)
              values (:id, 'share', :by, :account, :report, :now, :now, :until)
            )
            insert into share_study (share_id, study_uid) values (:id, :study)
            """)
        .param("id", UUID.randomUUID())
        .param("study", study.value())
        .param("account", account.value())
        .param("by", by)
        .param("report", withReport)
        .param("now", Timestamp.from(clock.instant()))
        .param("until", until == null ? null : Timestamp.from(until))
        .update();
  }

  /** Withdraws all shares of the study with the account. */
  public void withdraw(StudyUid study, AccountId account, String by) {
    jdbc.sql(
            """
            update share_study s set withdrawn_at = :now, withdrawn_by = :by
            from share h
            where h.id = s.share_id and s.study_uid = :study and h.account_id = :account
              and s.withdrawn_at is null
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("study", study.value())
        .param("account", account.value())
        .param("by", by)
        .update();
  }
}

package org.sallyport.demo.archive;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.portal.studies.names.ConfirmedNames;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Access to sample studies beyond the physicians named by number. */
public final class SampleGrants {
  private static final String ADMIN = "Noor Wolkenveld";

  private static final String SHARE =
      """
      with shared as (
        insert into share (id, kind, shared_by, account_id, shared_at, valid_from, expires_at)
        values (:id, 'share', :by, :account, :now, :now, :until)
      )
      insert into share_study (share_id, study_uid) values (:id, :study)
      """;

  private final ApplicationContext context;

  public SampleGrants(ApplicationContext context) {
    this.context = context;
  }

  /** Creates them if nothing was shared yet. */
  public void load(List<SampleStudy> studies, Instant now) {
    studies.forEach(this::confirmName);
    if (!anyShare()) {
      for (SampleStudy study : studies) {
        study.sharesOrNone().forEach(share -> share(study.uid(), share, now));
      }
    }
  }

  private void confirmName(SampleStudy study) {
    String name = study.requester() == null ? "" : study.requester().name();
    if (study.confirmed() != null) {
      context
          .getBean(ConfirmedNames.class)
          .confirm(account(study.confirmed()), name, new Actor(null, ADMIN), Origin.COMMAND_LINE);
    }
  }

  private boolean anyShare() {
    return jdbc().sql("select count(*) from share").query(Long.class).single() > 0;
  }

  private void share(String studyUid, SampleStudy.Share share, Instant now) {
    Instant end = now.plus(Duration.ofDays(share.days()));
    jdbc()
        .sql(SHARE)
        .param("id", UUID.randomUUID())
        .param("study", studyUid)
        .param("account", account(share.with()).value())
        .param("by", share.by())
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(end))
        .update();
  }

  private JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  private AccountId account(String username) {
    return context.getBean(Accounts.class).findByUsername(username).orElseThrow().id();
  }
}

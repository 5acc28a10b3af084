package org.sallyport.demo.archive;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sallyport.access.Actor;
import org.sallyport.access.Origin;
import org.sallyport.account.Accounts;
import org.sallyport.ids.AccountId;
import org.sallyport.studies.names.ConfirmedNames;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Access to sample studies beyond the physicians named by number. */
public final class SampleGrants {
  private static final String ADMIN = "Noor Wolkenveld";

  private final ApplicationContext context;

  public SampleGrants(ApplicationContext context) {
    this.context = context;
  }

  /** Creates them if nothing was shared yet. */
  public void load(List<SampleStudy> studies, Instant now) {
    for (SampleStudy study : studies) {
      String name = study.requester() == null ? "" : study.requester().name();
      if (study.confirmed() != null) {
        context
            .getBean(ConfirmedNames.class)
            .confirm(account(study.confirmed()), name, new Actor(null, ADMIN), Origin.COMMAND_LINE);
      }
    }
    if (!anyShare()) {
      studies.forEach(study -> share(study, now));
    }
  }

  private boolean anyShare() {
    return context
            .getBean(JdbcClient.class)
            .sql("select count(*) from share")
            .query(Long.class)
            .single()
        > 0;
  }

  private void share(SampleStudy study, Instant now) {
    for (SampleStudy.Share share : study.sharesOrNone()) {
      Instant end = now.plus(Duration.ofDays(share.days()));
      context
          .getBean(JdbcClient.class)
          .sql(
              """
              with shared as (
                insert into share (id, kind, shared_by, account_id, shared_at, valid_from, expires_at)
                values (:id, 'share', :by, :account, :now, :now, :until)
              )
              insert into share_study (share_id, study_uid) values (:id, :study)
              """)
          .param("id", UUID.randomUUID())
          .param("study", study.uid())
          .param("account", account(share.with()).value())
          .param("by", share.by())
          .param("now", Timestamp.from(now))
          .param("until", Timestamp.from(end))
          .update();
    }
  }

  private AccountId account(String username) {
    return context.getBean(Accounts.class).findByUsername(username).orElseThrow().id();
  }
}

package org.sallyport.demo.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sallyport.access.Origin;
import org.sallyport.account.Accounts;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.ConfirmedNames;
import org.sallyport.studies.Shares;
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
            .confirm(account(study.confirmed()), name, ADMIN, Origin.COMMAND_LINE);
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
          .getBean(Shares.class)
          .share(new StudyUid(study.uid()), account(share.with()), share.by(), end);
    }
  }

  private AccountId account(String username) {
    return context.getBean(Accounts.class).findByUsername(username).orElseThrow().id();
  }
}

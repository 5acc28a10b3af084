package org.sallyport.studies;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.events.DomainEvents;
import org.sallyport.events.StudyEvent;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Withdraws a study from a share, with all that was shared onward from it. Its sharer may, and
 * whoever the archive names as the requesting physician.
 */
@Repository
public class ShareWithdrawal {
  /** Acts :root and what came from them, at most as deep as the view study_share goes. */
  private static final String WITHDRAW =
      """
      with recursive act as (
        select s.share_id, 1 as depth from share_study s join share h on h.id = s.share_id
        where s.share_id = :share and s.study_uid = :study and s.withdrawn_at is null
          and (h.sharer_id = :account or exists (select from study_named n
            where n.account_id = :account and n.study_uid = :study and n.reason = 'requesting'))
        union all
        select c.share_id, act.depth + 1 from act
        join share_study c on c.parent_id = act.share_id and c.study_uid = :study
        where act.depth < 10
      )
      update share_study s set withdrawn_at = :now, withdrawn_by = :by
      where s.study_uid = :study and s.withdrawn_at is null
        and s.share_id in (select share_id from act)
      """;

  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final Clock clock;

  ShareWithdrawal(JdbcClient jdbc, DomainEvents events, Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Withdraws a study from a share.
   *
   * @return false if it is withdrawn already, does not exist, or is not the visitor's to withdraw
   */
  @Transactional
  public boolean withdraw(Visitor visitor, UUID share, StudyUid study, Origin origin) {
    AccountId account = visitor.account();
    int withdrawn =
        jdbc.sql(WITHDRAW)
            .param("share", share)
            .param("study", study.value())
            .param("account", account.value())
            .param("by", visitor.name())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (withdrawn > 0) {
      events.publish(
          new StudyEvent.AccessWithdrawn(account, visitor.signIn(), study, share, withdrawn),
          origin);
    }
    return withdrawn > 0;
  }
}

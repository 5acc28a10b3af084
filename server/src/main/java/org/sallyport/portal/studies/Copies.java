package org.sallyport.portal.studies;

import java.time.Clock;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Copies: studies given to a physician by the installation, as "copy to" of a request that the
 * archive does not name. A copy has the report, may be shared, and has no end date.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Copies {
  private static final String INSERT_COPY =
      """
      with copy as (
        insert into share (id, kind, shared_by, account_id, message, may_share_on,
          shared_at, valid_from)
        select :id, 'copy_to', :by, a.id, :reason, true, :now, :now from account a
        where a.id = :account and a.role = 'physician' and a.disabled_at is null
          and not exists (select from share h join share_study s on s.share_id = h.id
            where h.account_id = a.id and h.kind = 'copy_to' and s.study_uid = :study
              and s.withdrawn_at is null)
        returning id
      )
      insert into share_study (share_id, study_uid) select id, :study from copy
      """;

  private static final String WITHDRAW_COPY =
      """
      update share_study s set withdrawn_at = :now
      from share h
      where h.id = s.share_id and h.kind = 'copy_to' and h.account_id = :account
        and s.study_uid = :study and s.withdrawn_at is null
      """;

  private final JdbcClient jdbc;
  private final RandomValues random;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * Gives a study to a physician, whether or not the archive has it yet.
   *
   * @param by who gives it, as named in the audit log
   * @return false if the account is not an enabled physician's, or has a copy already
   */
  @Transactional
  public boolean give(StudyUid study, AccountId to, String by, String reason, Origin origin) {
    boolean given = insert(study, to, by, reason) == 1;
    if (given) {
      events.publish(new StudyEvent.Copied(to, study, by, reason), origin);
    }
    return given;
  }

  private int insert(StudyUid study, AccountId to, String by, String reason) {
    return jdbc.sql(INSERT_COPY)
        .param("id", random.id())
        .param("study", study.value())
        .param("account", to.value())
        .param("by", Actor.forOwner(by))
        .param("reason", reason)
        .param("now", clock.instant())
        .update();
  }

  /**
   * Ends a copy; what was shared on from it ends too.
   *
   * @return false if there is none
   */
  @Transactional
  public boolean end(StudyUid study, AccountId of, String by, String reason, Origin origin) {
    boolean ended = withdraw(study, of) > 0;
    if (ended) {
      events.publish(new StudyEvent.CopyEnded(of, study, by, reason), origin);
    }
    return ended;
  }

  private int withdraw(StudyUid study, AccountId of) {
    return jdbc.sql(WITHDRAW_COPY)
        .param("study", study.value())
        .param("account", of.value())
        .param("now", clock.instant())
        .update();
  }
}

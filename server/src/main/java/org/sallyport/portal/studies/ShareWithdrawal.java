package org.sallyport.portal.studies;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Withdraws a study from a share, with all that was shared onward from it. This is allowed to its
 * sharer, to the physician whom the archive names as requesting, and to admins.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ShareWithdrawal {
  /**
   * An act and what came from it, at most as deep as the view study_share goes. Without an account,
   * an act of anybody.
   */
  private static final String WITHDRAW =
      """
      with recursive act as (
        select s.share_id, 1 as depth from share_study s join share h on h.id = s.share_id
        where s.share_id = :share and s.study_uid = :study and s.withdrawn_at is null
          and (cast(:account as uuid) is null or h.sharer_id = cast(:account as uuid)
            or exists (select from study_named n where n.account_id = cast(:account as uuid)
              and n.study_uid = :study and n.reason = 'requesting'))
        union all
        select c.share_id, act.depth + 1 from act
        join share_study c on c.parent_id = act.share_id and c.study_uid = :study
        where act.depth < 10
      )
      update share_study s set withdrawn_at = :now
      where s.study_uid = :study and s.withdrawn_at is null
        and s.share_id in (select share_id from act)
      """;

  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * Withdraws a study from a share.
   *
   * @return false if it is withdrawn already, does not exist, or is not the visitor's to withdraw
   */
  @Transactional
  public boolean withdraw(Visitor visitor, UUID share, StudyUid study, Origin origin) {
    AccountId account = visitor.account();
    int withdrawn = withdraw(account, share, study);
    if (withdrawn > 0) {
      events.publish(
          new StudyEvent.AccessWithdrawn(account, visitor.signIn(), study, share, withdrawn),
          origin);
    }
    return withdrawn > 0;
  }

  /**
   * Withdraws a study from a share of anybody, as an admin.
   *
   * @return false if it is withdrawn already or does not exist
   */
  @Transactional
  public boolean withdraw(Actor admin, UUID share, StudyUid study, Origin origin) {
    int withdrawn = withdraw((AccountId) null, share, study);
    if (withdrawn > 0) {
      String reason = Objects.requireNonNull(admin.reason());
      events.publish(
          new StudyEvent.ShareEnded(
              concerned(share), study, share, withdrawn, admin.name(), reason),
          origin);
    }
    return withdrawn > 0;
  }

  /** The name of the group that a study was withdrawn from; empty if it was none. */
  public Optional<String> group(UUID share, StudyUid study) {
    return jdbc.sql(
            """
            select g.name from share h join care_group g on g.id = h.group_id
            join share_study s on s.share_id = h.id
            where h.id = :share and s.study_uid = :study and s.withdrawn_at is not null
            """)
        .param("share", share)
        .param("study", study.value())
        .query(String.class)
        .optional();
  }

  private int withdraw(@Nullable AccountId account, UUID share, StudyUid study) {
    return jdbc.sql(WITHDRAW)
        .param("share", share)
        .param("study", study.value())
        .param("account", account == null ? null : account.toString())
        .param("now", clock.instant())
        .update();
  }

  private @Nullable AccountId concerned(UUID share) {
    return jdbc
        .sql("select coalesce(sharer_id, account_id) from share where id = :share")
        .param("share", share)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list()
        .stream()
        .filter(Objects::nonNull)
        .map(AccountId::new)
        .findFirst()
        .orElse(null);
  }
}

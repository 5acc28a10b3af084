package org.sallyport.portal.studies.grants;

import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.DatedReason.Validity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Every reason for access to a study, those that are not in force too, as the index says: the
 * archive is not queried, and nothing is opened.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DatedReasons {
  private static final String REASONS =
      """
      select g.*, c.name as group_name, coalesce(a.username, g.email) as username,
        coalesce(a.name, g.email) as holder, a.disabled_at is not null as disabled, h.sharer_id
      from (
        select study_grant.*, null::timestamptz as withdrawn_at, true as held from study_grant
        where study_uid = :study
        union all
        select coalesce(h.account_id, m.account_id), s.study_uid, h.kind, 50, h.shared_by,
          h.valid_from, h.expires_at, h.group_id, h.id, h.with_report, h.may_share_on, '', '', '',
          h.email, s.withdrawn_at, false
        from share_study s
        join share h on h.id = s.share_id
        left join group_member m on m.group_id = h.group_id and m.left_at is null
        where s.study_uid = :study and (h.group_id is null or m.account_id is not null)
          and (s.withdrawn_at is not null or not exists (select from study_share l
            where l.share_id = h.id and l.study_uid = s.study_uid))
      ) g
      left join account a on a.id = g.account_id
      left join care_group c on c.id = g.group_id
      left join share h on h.id = g.share_id
      where (cast(:account as uuid) is null or g.account_id = :account)
      order by g.rank, holder, g.share_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /** The reasons of everybody, the widest first. */
  public List<DatedReason> of(StudyUid study) {
    return read(study, null);
  }

  /** The reasons of one account, the widest first. */
  public List<DatedReason> of(StudyUid study, AccountId account) {
    return read(study, account);
  }

  private List<DatedReason> read(StudyUid study, @Nullable AccountId account) {
    Instant now = clock.instant();
    return jdbc.sql(REASONS)
        .param("study", study.value())
        .param("account", account == null ? null : account.value())
        .query((row, number) -> reason(row, now))
        .list();
  }

  private static DatedReason reason(ResultSet row, Instant now) throws SQLException {
    Holder holder = Holders.holder(row);
    if (instantOrNull(row, "withdrawn_at") != null) {
      return new DatedReason(holder, Validity.WITHDRAWN);
    }
    Validity state = state(holder.reason(), now);
    boolean lost = !row.getBoolean("held") && state != Validity.ENDED;
    return new DatedReason(holder, lost ? Validity.LOST : state);
  }

  private static Validity state(AccessReason reason, Instant now) {
    Instant from = reason.from();
    Instant until = reason.until();
    if (from != null && from.isAfter(now)) {
      return Validity.NOT_YET;
    }
    return until != null && !until.isAfter(now) ? Validity.ENDED : Validity.IN_FORCE;
  }
}

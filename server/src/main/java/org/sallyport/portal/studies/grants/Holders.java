package org.sallyport.portal.studies.grants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everybody who may see a study, and why, as the index says: the archive is not queried. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Holders {
  private static final String HOLDERS =
      """
      select g.*, c.name as group_name, coalesce(a.username, g.email) as username,
        coalesce(a.name, g.email) as holder, a.disabled_at is not null as disabled, h.sharer_id
      from study_grant g
      left join account a on a.id = g.account_id
      left join care_group c on c.id = g.group_id
      left join share h on h.id = g.share_id
      where g.study_uid = :study and (g.valid_from is null or g.valid_from <= :now)
        and (g.valid_until is null or g.valid_until > :now)
      order by g.rank, holder, g.share_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /** One for each reason in force, the widest first, then by name. */
  public List<Holder> of(StudyUid study) {
    return jdbc.sql(HOLDERS)
        .param("study", study.value())
        .param("now", clock.instant())
        .query((row, number) -> holder(row))
        .list();
  }

  static Holder holder(ResultSet row) throws SQLException {
    return new Holder(
        account(row, "account_id"),
        row.getString("username"),
        row.getString("holder"),
        row.getBoolean("disabled"),
        Candidates.reason(row),
        account(row, "sharer_id"),
        row.getObject("share_id", UUID.class));
  }

  private static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
    @Nullable UUID id = row.getObject(column, UUID.class);
    return id == null ? null : new AccountId(id);
  }
}

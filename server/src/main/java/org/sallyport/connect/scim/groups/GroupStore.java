package org.sallyport.connect.scim.groups;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The groups that identity systems made, each its own, and those of its users who are members. */
@Repository
@RequiredArgsConstructor
class GroupStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  record Row(
      UUID id, String name, @Nullable String externalId, Instant madeAt, Instant changedAt) {}

  record Member(AccountId account, String username) {}

  private static final String ROWS =
      "select s.*, g.name from scim_group s join care_group g on g.id = s.group_id";

  /** All of an identity system, or the one of a name. */
  List<Row> all(UUID source, @Nullable String name) {
    return jdbc.sql(
            ROWS
                + " where s.source = :source and (cast(:name as text) is null or g.name_key = lower(btrim(cast(:name as text))))"
                + " order by s.made_at, s.group_id")
        .param("source", source)
        .param("name", name)
        .query((row, number) -> row(row))
        .list();
  }

  Optional<Row> find(UUID source, UUID id) {
    return jdbc.sql(ROWS + " where s.source = :source and s.group_id = :id")
        .param("source", source)
        .param("id", id)
        .query((row, number) -> row(row))
        .optional();
  }

  /** Those of its users who are members; others who are members stay unseen and untouched. */
  List<Member> members(UUID id) {
    return jdbc.sql(
            """
            select u.account_id, a.username from group_member m join scim_user u on u.account_id = m.account_id
              join scim_group s on s.group_id = m.group_id and s.source = u.source
              join account a on a.id = u.account_id
             where m.group_id = :id and m.left_at is null and u.gone_at is null order by a.username_key
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new Member(
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getString("username")))
        .list();
  }

  void save(UUID source, Group group, @Nullable String externalId) {
    jdbc.sql(
            """
            insert into scim_group (group_id, external_id, made_at, changed_at, source)
            values (:id, :external, :now, :now, :source)
            on conflict (group_id) do update set external_id = excluded.external_id, changed_at = excluded.changed_at
            """)
        .param("id", group.id().value())
        .param("source", source)
        .param("external", externalId)
        .param("now", clock.instant())
        .update();
  }

  /** Whether the identity system made a group within the last hour. */
  boolean isNew(Group group) {
    return jdbc.sql(
            "select exists (select from scim_group where group_id = :id and made_at > :from)")
        .param("id", group.id().value())
        .param("from", clock.instant().minus(Duration.ofHours(1)))
        .query(Boolean.class)
        .single();
  }

  void forget(UUID id) {
    jdbc.sql("delete from scim_group where group_id = :id").param("id", id).update();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("group_id", UUID.class),
        row.getString("name"),
        row.getString("external_id"),
        instant(row, "made_at"),
        instant(row, "changed_at"));
  }
}

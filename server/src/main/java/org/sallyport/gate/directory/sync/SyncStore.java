package org.sallyport.gate.directory.sync;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.directory.ldap.Position;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far directories were read, and who is to be looked at. */
@Repository
@RequiredArgsConstructor
class SyncStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  /** A linked account that is enabled. */
  record Linked(AccountId account, String objectId) {}

  private static final String CLAIM =
      """
      insert into directory_sync as s (directory, begun_at) values (:directory, :now)
      on conflict (directory) do update set begun_at = :now where s.begun_at <= :before
      """;

  /** Whether it is this server's turn: of several that ask at once, one gets it. */
  @Transactional
  public boolean claim(String directory, Duration interval) {
    Instant now = clock.instant();
    return jdbc.sql(CLAIM)
            .param("directory", directory)
            .param("now", now)
            .param("before", now.minus(interval))
            .update()
        == 1;
  }

  /**
   * When everybody was last read.
   *
   * @param wanted whether they are to be read again soon
   */
  record Whole(Instant at, boolean wanted) {}

  /** Empty if everybody was never read. */
  Optional<Whole> whole(String directory) {
    return jdbc.sql(
            """
            select full_at, whole_wanted from directory_sync where directory = :directory and full_at is not null
            """)
        .param("directory", directory)
        .query((row, number) -> new Whole(instant(row, "full_at"), row.getBoolean("whole_wanted")))
        .optional();
  }

  Optional<Position> position(String directory, String source) {
    return jdbc.sql(
            "select position from directory_position where directory = :directory and source = :source")
        .param("directory", directory)
        .param("source", source)
        .query((row, number) -> new Position(source, row.getString("position")))
        .optional();
  }

  @Transactional
  public void setPosition(String directory, Position position) {
    jdbc.sql(
            """
            insert into directory_position (directory, source, position, read_at)
            values (:directory, :source, :position, :now)
            on conflict (directory, source) do update set position = excluded.position, read_at = excluded.read_at
            """)
        .param("directory", directory)
        .param("source", position.source())
        .param("position", position.position())
        .param("now", clock.instant())
        .update();
  }

  /** Notes that everybody was read, or only changes. */
  @Transactional
  public void setChecked(String directory, boolean full) {
    jdbc.sql(
            """
            update directory_sync set checked_at = :now, full_at = case when :full then :now else full_at end,
              whole_wanted = whole_wanted and not :full
             where directory = :directory
            """)
        .param("now", clock.instant())
        .param("full", full)
        .param("directory", directory)
        .update();
  }

  /** Forgets all positions, so that everybody is read next. */
  @Transactional
  public void forgetPositions(String directory) {
    jdbc.sql("delete from directory_position where directory = :directory")
        .param("directory", directory)
        .update();
  }

  /** The enabled accounts of a directory, in the order of their ids, after one of them. */
  List<Linked> linked(String directory, String after, int most) {
    return jdbc.sql(
            """
            select p.account_id, p.object_id from directory_person p join account a on a.id = p.account_id
             where p.directory = :directory and p.object_id > :after and a.disabled_at is null
             order by p.object_id limit :most
            """)
        .param("directory", directory)
        .param("after", after)
        .param("most", most)
        .query((row, number) -> linked(row))
        .list();
  }

  /** Those of them who are signed in, or have a browser that is remembered. */
  List<Linked> active(String directory) {
    return jdbc.sql(
            """
            select p.account_id, p.object_id from directory_person p join account a on a.id = p.account_id
             where p.directory = :directory and a.disabled_at is null
               and (exists (select from open_sign_in s where s.account_id = a.id)
                 or exists (select from remembered_browser t where t.account_id = a.id and t.expires_at > :now))
            """)
        .param("directory", directory)
        .param("now", clock.instant())
        .query((row, number) -> linked(row))
        .list();
  }

  private static Linked linked(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Linked(
        new AccountId(row.getObject("account_id", UUID.class)), row.getString("object_id"));
  }

  /** How many enabled accounts belong to a directory. */
  int count(String directory) {
    return jdbc.sql(
            """
            select count(*) from directory_person p join account a on a.id = p.account_id
             where p.directory = :directory and a.disabled_at is null
            """)
        .param("directory", directory)
        .query(Integer.class)
        .single();
  }

  /** Notes that the directory has these people. */
  @Transactional
  public void setSeen(String directory, Collection<String> objectIds) {
    jdbc.sql(
            """
            update directory_person set seen_at = :now
             where directory = :directory and object_id = any (:ids)
            """)
        .param("now", clock.instant())
        .param("directory", directory)
        .param("ids", objectIds.toArray(String[]::new))
        .update();
  }

  /** The enabled accounts whose people were not seen since a time. */
  List<Linked> unseen(String directory, Instant since) {
    return jdbc.sql(
            """
            select p.account_id, p.object_id from directory_person p join account a on a.id = p.account_id
             where p.directory = :directory and p.seen_at < :since and a.disabled_at is null
            """)
        .param("directory", directory)
        .param("since", since)
        .query((row, number) -> linked(row))
        .list();
  }

  /** Notes that everybody is to be read soon. */
  @Transactional
  public void wantWhole(String directory) {
    jdbc.sql(
            "update directory_sync set whole_wanted = true where directory = :directory and not whole_wanted")
        .param("directory", directory)
        .update();
  }

  /** Those of these accounts that are enabled. */
  Set<AccountId> enabled(Collection<AccountId> accounts) {
    return Set.copyOf(
        jdbc.sql("select id from account where id = any (:ids) and disabled_at is null")
            .param("ids", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
            .query((row, number) -> new AccountId(row.getObject("id", UUID.class)))
            .list());
  }
}

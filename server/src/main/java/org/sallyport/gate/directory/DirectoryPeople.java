package org.sallyport.gate.directory;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which entries of directories accounts belong to. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DirectoryPeople {
  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * A link between an account and an entry.
   *
   * @param entryHash keyed hash of the entry as it was applied last
   * @param emailHash keyed hash of the address that the entry had; null if it had none
   * @param phoneHash the same of the number
   * @param disabledByDirectory whether the account is disabled because the directory's is
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by KeyedHash alone
  public record Link(
      AccountId account,
      String directory,
      String objectId,
      byte[] entryHash,
      byte @Nullable [] emailHash,
      byte @Nullable [] phoneHash,
      boolean disabledByDirectory) {}

  private static final String COLUMNS =
      """
      account_id, directory, object_id, entry_hash, email_hash, phone_hash,
      exists (select from account a where a.id = account_id and a.disabled_by = 'directory ' || directory_person.directory)
        as disabled_there\
      """;

  /** The account of an entry. */
  public Optional<Link> find(String directory, String objectId) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from directory_person where directory = :directory and object_id = :object")
        .param("directory", directory)
        .param("object", objectId)
        .query((row, number) -> link(row))
        .optional();
  }

  /** The entry of an account. */
  public Optional<Link> of(AccountId account) {
    return jdbc.sql("select " + COLUMNS + " from directory_person where account_id = :account")
        .param("account", account.value())
        .query((row, number) -> link(row))
        .optional();
  }

  private static Link link(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Link(
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("directory"),
        row.getString("object_id"),
        row.getBytes("entry_hash"),
        row.getBytes("email_hash"),
        row.getBytes("phone_hash"),
        row.getBoolean("disabled_there"));
  }

  private static final String ADD =
      """
      insert into directory_person (account_id, directory, object_id, linked_at, linked_by, linked_by_id, entry_hash, seen_at)
      values (:account, :directory, :object, :now, :by, :byId, '', :now) on conflict do nothing
      """;

  /**
   * Links an account with an entry. From then on its password is that of the directory; one of its
   * own is deleted.
   *
   * @return false if the account or the entry is linked already
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean add(HeldAccount held, String directory, String objectId, Actor by) {
    int added =
        jdbc.sql(ADD)
            .param("account", held.id().value())
            .param("directory", directory)
            .param("object", objectId)
            .param("by", by.name())
            .param("byId", by.personId())
            .param("now", clock.instant())
            .update();
    if (added == 0) {
      return false;
    }
    jdbc.sql(
            """
            update account set directory = :directory, password_hash = null, password_change_required = false
             where id = :account
            """)
        .param("directory", directory)
        .param("account", held.id().value())
        .update();
    jdbc.sql("delete from directory_conflict where directory = :directory and object_id = :object")
        .param("directory", directory)
        .param("object", objectId)
        .update();
    return true;
  }

  /** Ends the link of an account, which has no password then. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remove(HeldAccount held) {
    jdbc.sql("delete from directory_person where account_id = :account")
        .param("account", held.id().value())
        .update();
    jdbc.sql(
            "update account set directory = null, password_change_required = false where id = :account")
        .param("account", held.id().value())
        .update();
  }

  private static final String OTHER_ADMINS =
      """
      select exists (select from account where role = 'admin' and id <> :account and disabled_at is null
        and locked_at is null and\
      """;

  /** Whether another admin can sign in without any directory. */
  boolean hasAnotherOwnAdmin(HeldAccount held) {
    return is(OTHER_ADMINS + " password_hash is not null)", held);
  }

  /** Whether another admin can sign in. */
  boolean hasAnotherAdmin(HeldAccount held) {
    return is(OTHER_ADMINS + " activated)", held);
  }

  private boolean is(String sql, HeldAccount held) {
    return jdbc.sql(sql).param("account", held.id().value()).query(Boolean.class).single();
  }

  /**
   * The link of an account, for an admin.
   *
   * @param trouble what could not be taken over; null if nothing
   */
  public record LinkFacts(
      String directory,
      Instant linkedAt,
      String linkedBy,
      Instant seenAt,
      @Nullable String trouble,
      boolean disabledByDirectory) {}

  /** Empty if the account belongs to no directory. */
  public Optional<LinkFacts> facts(AccountId account) {
    return jdbc.sql(
            """
            select p.directory, p.linked_at, p.linked_by, p.seen_at, p.trouble,
                   coalesce(a.disabled_by = 'directory ' || p.directory, false) as disabled_there
              from directory_person p join account a on a.id = p.account_id
             where p.account_id = :account
            """)
        .param("account", account.value())
        .query(
            (row, number) ->
                new LinkFacts(
                    row.getString("directory"),
                    instant(row, "linked_at"),
                    row.getString("linked_by"),
                    instant(row, "seen_at"),
                    row.getString("trouble"),
                    row.getBoolean("disabled_there")))
        .optional();
  }

  /**
   * How many accounts belong to each directory, also to ones that are no longer in the settings.
   */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    jdbc.sql("select directory, count(*) as accounts from directory_person group by directory")
        .query(
            row -> {
              counts.put(row.getString("directory"), row.getInt("accounts"));
            });
    return counts;
  }

  /** Somebody whose entry could not be taken over as a whole. */
  public record Troubled(AccountId account, String username, String name, String trouble) {}

  /** Those of a directory, by username. */
  public List<Troubled> troubled(String directory, int most) {
    return jdbc.sql(
            """
            select a.id, a.username, a.name, p.trouble from directory_person p join account a on a.id = p.account_id
             where p.directory = :directory and p.trouble is not null order by a.username_key limit :most
            """)
        .param("directory", directory)
        .param("most", most)
        .query(
            (row, number) ->
                new Troubled(
                    new AccountId(row.getObject("id", UUID.class)),
                    row.getString("username"),
                    row.getString("name"),
                    row.getString("trouble")))
        .list();
  }

  /** Somebody who has the right password and the name of an account that is not linked. */
  public record Conflict(String username, String name, Instant lastAt) {}

  /** Those of a directory, the latest first. */
  public List<Conflict> conflicts(String directory, int most) {
    return jdbc.sql(
            """
            select username, name, last_at from directory_conflict where directory = :directory
             order by last_at desc, username limit :most
            """)
        .param("directory", directory)
        .param("most", most)
        .query(
            (row, number) ->
                new Conflict(
                    row.getString("username"), row.getString("name"), instant(row, "last_at")))
        .list();
  }

  /** Notes what of the entry was applied. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void applied(
      AccountId account,
      byte[] entryHash,
      byte @Nullable [] emailHash,
      byte @Nullable [] phoneHash,
      @Nullable String trouble) {
    jdbc.sql(
            """
            update directory_person set entry_hash = :entry, email_hash = :email, phone_hash = :phone,
              trouble = :trouble, seen_at = :now
             where account_id = :account
            """)
        .param("entry", entryHash)
        .param("email", emailHash)
        .param("phone", phoneHash)
        .param("trouble", trouble)
        .param("now", clock.instant())
        .param("account", account.value())
        .update();
  }

  /** Requires a change of the password in the directory at this sign-in, or no longer. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void requireChange(HeldAccount held, boolean required) {
    if (held.account().passwordChangeRequired() != required) {
      jdbc.sql("update account set password_change_required = :required where id = :account")
          .param("required", required)
          .param("account", held.id().value())
          .update();
    }
  }

  /** Notes that somebody has the right password and a name that another account has. */
  @Transactional
  public void conflict(String directory, String objectId, String username, String name) {
    jdbc.sql(
            """
            insert into directory_conflict as c (directory, object_id, username, name, account_id, first_at, last_at)
            values (:directory, :object, :username, :name,
              (select id from account where username_key = :key), :now, :now)
            on conflict (directory, object_id) do update set username = excluded.username, name = excluded.name,
              account_id = excluded.account_id, last_at = excluded.last_at
            """)
        .param("directory", directory)
        .param("object", objectId)
        .param("username", username)
        .param("key", Usernames.key(username))
        .param("name", name)
        .param("now", clock.instant())
        .update();
  }
}

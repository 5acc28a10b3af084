package org.sallyport.connect.apikeys;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of keys. Their texts are kept as keyed hashes only. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ApiKeyStore {
  private static final Duration USE_INTERVAL = Duration.ofMinutes(1);
  private static final Duration REFUSAL_INTERVAL = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Clock clock;

  /** All keys: those that are valid first, then by name. */
  public List<ApiKey> all() {
    return jdbc.sql(
            """
            select * from api_key order by ended_at is not null or expires_at <= :now, lower(name), id
            """)
        .param("now", clock.instant())
        .query((row, number) -> key(row))
        .list();
  }

  /** The keys with a scope that are valid now, by name. */
  public List<ApiKey> valid(KeyScope scope) {
    Instant now = clock.instant();
    return all().stream().filter(it -> it.isValid(now) && it.scopes().contains(scope)).toList();
  }

  public Optional<ApiKey> find(UUID id) {
    return jdbc.sql("select * from api_key where id = :id")
        .param("id", id)
        .query((row, number) -> key(row))
        .optional();
  }

  /**
   * A key that was presented.
   *
   * @param isReplaced whether it is a text that was replaced, and whose time is over
   */
  record Presented(ApiKey key, boolean isReplaced) {}

  private static final String PRESENTED =
      """
      select *, not (hash = any(:hashes) or coalesce(previous_until > :now, false)) as replaced
        from api_key where hash = any(:hashes) or previous_hash = any(:hashes)
      """;

  /** The key of a text, whatever has become of it. */
  Optional<Presented> presented(String text) {
    return jdbc.sql(PRESENTED)
        .param("hashes", hash.all(KeyPurpose.API_KEY, text))
        .param("now", clock.instant())
        .query((row, number) -> new Presented(key(row), row.getBoolean("replaced")))
        .optional();
  }

  private static final String INSERT =
      """
      insert into api_key (id, name, scopes, networks, hash, made_by, made_at, expires_at)
      values (:id, :name, :scopes, :networks, :hash, :by, :now, :expires)
      on conflict do nothing
      """;

  /** Stores a new key. False if there is, or was, one of that name. */
  boolean add(UUID id, KeyRequest wanted, String text, @Nullable AccountId by, Instant expires) {
    return jdbc.sql(INSERT)
            .param("id", id)
            .param("name", wanted.name())
            .param("scopes", words(wanted.scopes()))
            .param("networks", wanted.networks().toArray(String[]::new))
            .param("hash", hash.of(KeyPurpose.API_KEY, text))
            .param("by", by == null ? null : by.value())
            .param("now", clock.instant())
            .param("expires", expires)
            .update()
        == 1;
  }

  private static final String REPLACE =
      """
      update api_key set previous_hash = hash, previous_until = least(expires_at, :until), hash = :hash, made_by = :by,
                         made_at = :now, expires_at = :expires, version = version + 1
       where id = :id and version = :version and ended_at is null
      """;

  /**
   * Gives a key a new text; the one before stays valid until then, but no longer than it would have
   * been. A key that has expired goes on so, with what is its own; one that was ended does not.
   * False if it was ended, or is no longer of this version.
   */
  boolean replace(
      ApiKey key, String text, @Nullable AccountId by, Instant previousUntil, Instant expires) {
    return jdbc.sql(REPLACE)
            .param("until", previousUntil)
            .param("hash", hash.of(KeyPurpose.API_KEY, text))
            .param("by", by == null ? null : by.value())
            .param("now", clock.instant())
            .param("expires", expires)
            .param("id", key.id())
            .param("version", key.version())
            .update()
        == 1;
  }

  /** Ends a key. False if it has ended already. */
  boolean end(UUID id) {
    return jdbc.sql(
                """
                update api_key set ended_at = :now, version = version + 1
                 where id = :id and ended_at is null and expires_at > :now
                """)
            .param("now", clock.instant())
            .param("id", id)
            .update()
        == 1;
  }

  /** Notes an accepted call, at most once a minute. */
  void used(UUID id, String address) {
    note("used", USE_INTERVAL, id, address);
  }

  /** Notes a refused call, at most once an hour; false if it was not noted. */
  boolean refused(UUID id, String address) {
    return note("refused", REFUSAL_INTERVAL, id, address);
  }

  /** "noted" stands for what is noted. */
  private static final String NOTE =
      """
      update api_key set last_noted_at = :now, last_noted_address = :address
       where id = (select id from api_key where id = :id
                      and (last_noted_at is null or last_noted_at < :before) for no key update skip locked)
      """;

  private boolean note(String what, Duration interval, UUID id, String address) {
    Instant now = clock.instant();
    return jdbc.sql(NOTE.replace("noted", what))
            .param("now", now)
            .param("address", address)
            .param("before", now.minus(interval))
            .param("id", id)
            .update()
        == 1;
  }

  private static String[] words(Set<KeyScope> scopes) {
    return scopes.stream().map(KeyScope::word).toArray(String[]::new);
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    Arrays.stream(texts(row, "scopes"))
        .flatMap(it -> KeyScope.of(it).stream())
        .forEach(scopes::add);
    UUID madeBy = row.getObject("made_by", UUID.class);
    return new ApiKey(
        row.getObject("id", UUID.class),
        row.getString("name"),
        scopes,
        List.of(texts(row, "networks")),
        row.getInt("version"),
        madeBy == null ? null : new AccountId(madeBy),
        instant(row, "made_at"),
        instantOrNull(row, "previous_until"),
        instant(row, "expires_at"),
        instantOrNull(row, "ended_at"),
        use(row, "last_used"),
        use(row, "last_refused"));
  }

  private static ApiKey.@Nullable Use use(ResultSet row, String columns) throws SQLException {
    Instant at = instantOrNull(row, columns + "_at");
    return at == null ? null : new ApiKey.Use(at, row.getString(columns + "_address"));
  }

  private static String[] texts(ResultSet row, String column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }
}

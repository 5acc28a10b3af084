package org.sallyport.connect.oidc.clients;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Client.Secrets;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of clients. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ClientStore {
  private static final Duration LAST_USED_INTERVAL = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  /** All clients, by name. */
  public List<Client> all() {
    return jdbc.sql("select * from oidc_client order by lower(name), client_id")
        .query((row, number) -> client(row))
        .list();
  }

  public Optional<Client> find(UUID id) {
    return jdbc.sql("select * from oidc_client where id = :id")
        .param("id", id)
        .query((row, number) -> client(row))
        .optional();
  }

  public Optional<Client> find(String clientId) {
    return jdbc.sql("select * from oidc_client where client_id = :id")
        .param("id", clientId)
        .query((row, number) -> client(row))
        .optional();
  }

  private static final String INSERT =
      """
      insert into oidc_client (id, client_id, name, authentication, native, own, redirect_uris, post_logout_uris,
                               logout_uri, scopes, keys, secret_hash, secret_made_at, roles, groups, assurance, max_age,
                               access_lasts, created_at)
      values (:id, :clientId, :name, :kind, :native, :own, :redirects, :afterLogout, :logout, :scopes, :keys, :secret,
              :secretAt, :roles, :groups, :assurance, :maxAge, :lasts, :now)
      on conflict (client_id) do nothing
      """;

  /** Stores a new client. False if there is one of that client id. */
  boolean add(Client client) {
    List<byte[]> hashes = client.secrets().hashes();
    return described(INSERT, client)
            .param("clientId", client.clientId())
            .param("kind", word(client.kind()))
            .param("native", client.isNative())
            .param("secret", hashes.isEmpty() ? null : hashes.getFirst())
            .param("secretAt", client.secrets().madeAt())
            .param("now", client.createdAt())
            .update()
        == 1;
  }

  private static final String CHANGE =
      """
      update oidc_client set name = :name, own = :own, redirect_uris = :redirects, post_logout_uris = :afterLogout,
                             logout_uri = :logout, scopes = :scopes, keys = :keys, roles = :roles, groups = :groups,
                             assurance = :assurance, max_age = :maxAge, access_lasts = :lasts, version = version + 1
       where id = :id and version = :version
      """;

  /**
   * Changes what an admin may change of a client. False if it is no longer of this version, or
   * deleted.
   */
  boolean change(Client client) {
    return described(CHANGE, client).param("version", client.version()).update() == 1;
  }

  private JdbcClient.StatementSpec described(String sql, Client client) {
    Duration maxAge = client.policy().maxAge();
    return jdbc.sql(sql)
        .param("id", client.id())
        .param("name", client.name())
        .param("own", client.own())
        .param("redirects", client.redirectUris().toArray(String[]::new))
        .param("afterLogout", client.postLogoutUris().toArray(String[]::new))
        .param("logout", client.logoutUri())
        .param("scopes", client.scopes().toArray(String[]::new))
        .param("keys", client.keys())
        .param("roles", client.policy().roles().toArray(String[]::new))
        .param("groups", client.policy().groups().toArray(String[]::new))
        .param("assurance", word(client.policy().assurance()))
        .param("maxAge", maxAge == null ? null : maxAge.toMillis())
        .param("lasts", client.accessLasts().toMillis());
  }

  private static final String ROTATE =
      """
      update oidc_client set previous_secret_hash = secret_hash, previous_secret_until = :until, secret_hash = :hash,
                             secret_made_at = :now, version = version + 1
       where id = :id and version = :version and authentication = 'client_secret_basic'
      """;

  /**
   * Replaces the secret; the one before stays valid until then. False if it has no secret, or the
   * client is no longer of this version.
   */
  boolean setSecret(UUID id, int version, byte[] hash, Instant previousUntil) {
    return jdbc.sql(ROTATE)
            .param("until", previousUntil)
            .param("hash", hash)
            .param("now", clock.instant())
            .param("id", id)
            .param("version", version)
            .update()
        == 1;
  }

  /** Disables or enables a client. False if it is so already. */
  boolean setDisabled(UUID id, boolean disabled) {
    return jdbc.sql(
                """
                update oidc_client set disabled_at = :at, version = version + 1
                 where id = :id and (disabled_at is null) = :disabled
                """)
            .param("at", disabled ? clock.instant() : null)
            .param("id", id)
            .param("disabled", disabled)
            .update()
        == 1;
  }

  /** Ends all that a client was given, so that it is not valid again when it is enabled. */
  void endTokens(UUID id) {
    jdbc.sql(
            """
            update oidc_grant set revoked_at = :now, revoke_reason = 'application disabled'
             where client_id = :id and revoked_at is null
            """)
        .param("now", clock.instant())
        .param("id", id)
        .update();
  }

  boolean delete(UUID id) {
    return jdbc.sql("delete from oidc_client where id = :id").param("id", id).update() == 1;
  }

  /** Notes that somebody signed in with it, at most once a minute. */
  public void used(UUID id) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            update oidc_client set last_used_at = :now
             where id = (select id from oidc_client where id = :id and (last_used_at is null or last_used_at < :before)
                            for no key update skip locked)
            """)
        .param("now", now)
        .param("before", now.minus(LAST_USED_INTERVAL))
        .param("id", id)
        .update();
  }

  private Client client(ResultSet row) throws SQLException {
    return new Client(
        row.getObject("id", UUID.class),
        row.getString("client_id"),
        row.getString("name"),
        Authentication.valueOf(row.getString("authentication").toUpperCase(Locale.ROOT)),
        row.getBoolean("native"),
        row.getBoolean("own"),
        texts(row, "redirect_uris"),
        texts(row, "post_logout_uris"),
        row.getString("logout_uri"),
        set(row, "scopes"),
        row.getString("keys"),
        secrets(row),
        policy(row),
        Duration.ofMillis(row.getLong("access_lasts")),
        row.getInt("version"),
        instant(row, "created_at"),
        instantOrNull(row, "disabled_at"),
        instantOrNull(row, "last_used_at"));
  }

  private Secrets secrets(ResultSet row) throws SQLException {
    byte[] secret = row.getBytes("secret_hash");
    if (secret == null) {
      return Secrets.NONE;
    }
    byte[] previous = row.getBytes("previous_secret_hash");
    Instant until = instantOrNull(row, "previous_secret_until");
    boolean isValid = previous != null && until != null && clock.instant().isBefore(until);
    return new Secrets(
        isValid ? List.of(secret, previous) : List.of(secret),
        instantOrNull(row, "secret_made_at"),
        isValid ? until : null);
  }

  private static Policy policy(ResultSet row) throws SQLException {
    long maxAge = row.getLong("max_age");
    @Nullable Duration age = row.wasNull() ? null : Duration.ofMillis(maxAge);
    return new Policy(
        set(row, "roles"),
        set(row, "groups"),
        Assurance.valueOf(row.getString("assurance").toUpperCase(Locale.ROOT)),
        age);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static Set<String> set(ResultSet row, String column) throws SQLException {
    return new LinkedHashSet<>(texts(row, column));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

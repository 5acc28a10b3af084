package org.sallyport.connect.oidc.grants;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of grants and their tokens. A code or refresh token is redeemed by the row count of one
 * statement (rule 53).
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class GrantStore {
  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final OidcProperties times;
  private final Clock clock;

  private static final String INSERT =
      """
      insert into oidc_grant (id, client_id, account_id, sign_in_id, scopes, redirect_uri, nonce, code_challenge, acr,
                              amr, authenticated_at, claims, code_hash, code_expires_at, created_at, told_at)
      values (:id, :client, :account, :signIn, :scopes, :redirect, :nonce, :challenge, :acr, :amr, :authenticated,
              :claims, :hash, :until, :now,
              (select cast(:now as timestamptz) from oidc_client where id = :client and logout_uri is null))
      """;

  /** Stores a new grant with its code. */
  public void add(Grant grant, String code) {
    jdbc.sql(INSERT)
        .param("id", grant.id())
        .param("client", grant.client())
        .param("account", grant.account().value())
        .param("signIn", grant.signIn().value())
        .param("scopes", grant.scopes().toArray(String[]::new))
        .param("redirect", grant.redirectUri())
        .param("nonce", grant.nonce())
        .param("challenge", grant.codeChallenge())
        .param("acr", grant.acr())
        .param("amr", grant.amr().toArray(String[]::new))
        .param("authenticated", grant.authenticatedAt())
        .param("claims", grant.claims().toArray(String[]::new))
        .param("hash", hash.of(KeyPurpose.OIDC_CODE, code))
        .param("until", clock.instant().plus(times.codeTtl()))
        .param("now", clock.instant())
        .update();
  }

  /**
   * What was found.
   *
   * @param spent whether it was redeemed before
   * @param revoked whether its grant was revoked
   */
  record Found(PresentedToken token, boolean spent, boolean revoked) {}

  Optional<Found> byCode(String code) {
    return jdbc.sql("select * from oidc_grant where code_hash = any(:hashes)")
        .param("hashes", hash.all(KeyPurpose.OIDC_CODE, code))
        .query(
            (row, number) ->
                new Found(
                    new PresentedToken(
                        grant(row),
                        PresentedToken.Kind.CODE,
                        set(row, "scopes"),
                        instant(row, "created_at"),
                        instant(row, "code_expires_at")),
                    row.getTimestamp("code_spent_at") != null,
                    row.getTimestamp("revoked_at") != null))
        .optional();
  }

  private static final String BY_TOKEN =
      """
      select g.*, t.kind, t.scopes as token_scopes, t.created_at as token_created_at, t.expires_at, t.spent_at
        from oidc_token t join oidc_grant g on g.id = t.grant_id where t.hash = any(:hashes)
      """;

  Optional<Found> byToken(String token) {
    return jdbc.sql(BY_TOKEN)
        .param("hashes", hash.all(KeyPurpose.OIDC_TOKEN, token))
        .query(
            (row, number) ->
                new Found(
                    new PresentedToken(
                        grant(row),
                        PresentedToken.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        set(row, "token_scopes"),
                        instant(row, "token_created_at"),
                        instant(row, "expires_at")),
                    row.getTimestamp("spent_at") != null,
                    row.getTimestamp("revoked_at") != null))
        .optional();
  }

  private static final String SPEND_CODE =
      """
      update oidc_grant set code_spent_at = :now
       where id = :id and code_spent_at is null and revoked_at is null and code_expires_at > :now
      """;

  /** Redeems the code of a grant. False if it was redeemed before, revoked, or has timed out. */
  boolean spendCode(UUID grant) {
    return jdbc.sql(SPEND_CODE).param("now", clock.instant()).param("id", grant).update() == 1;
  }

  /** Redeems a refresh token, or revokes one token. False if that was done before. */
  boolean spendToken(String token) {
    return jdbc.sql(
                "update oidc_token set spent_at = :now where hash = any(:hashes) and spent_at is null and expires_at > :now")
            .param("now", clock.instant())
            .param("hashes", hash.all(KeyPurpose.OIDC_TOKEN, token))
            .update()
        == 1;
  }

  void addToken(
      UUID grant, PresentedToken.Kind kind, Set<String> scopes, String token, Instant until) {
    jdbc.sql(
            """
            insert into oidc_token (hash, grant_id, kind, scopes, created_at, expires_at)
            values (:hash, :grant, :kind, :scopes, :now, :until)
            """)
        .param("hash", hash.of(KeyPurpose.OIDC_TOKEN, token))
        .param("grant", grant)
        .param("kind", kind.name().toLowerCase(Locale.ROOT))
        .param("scopes", scopes.toArray(String[]::new))
        .param("now", clock.instant())
        .param("until", until)
        .update();
  }

  /** Revokes a grant with all its tokens. False if it was revoked before. */
  public boolean revoke(UUID grant, String reason) {
    return jdbc.sql(
                "update oidc_grant set revoked_at = :now, revoke_reason = :reason where id = :id and revoked_at is null")
            .param("now", clock.instant())
            .param("reason", reason)
            .param("id", grant)
            .update()
        == 1;
  }

  /** Revokes what a client has of an account. */
  public int revokeAll(AccountId account, UUID client, String reason) {
    return jdbc.sql(
            """
            update oidc_grant set revoked_at = :now, revoke_reason = :reason
             where account_id = :account and client_id = :client and revoked_at is null
            """)
        .param("now", clock.instant())
        .param("reason", reason)
        .param("account", account.value())
        .param("client", client)
        .update();
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        row.getObject("id", UUID.class),
        row.getObject("client_id", UUID.class),
        new AccountId(row.getObject("account_id", UUID.class)),
        new SignInId(row.getObject("sign_in_id", UUID.class)),
        set(row, "scopes"),
        row.getString("redirect_uri"),
        row.getString("nonce"),
        row.getString("code_challenge"),
        row.getString("acr"),
        List.of((String[]) row.getArray("amr").getArray()),
        instant(row, "authenticated_at"),
        set(row, "claims"));
  }

  private static Set<String> set(ResultSet row, String column) throws SQLException {
    return new LinkedHashSet<>(List.of((String[]) row.getArray(column).getArray()));
  }
}

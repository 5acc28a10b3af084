package org.sallyport.connect.forwardauth.sessions;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.settings.Application;
import org.sallyport.connect.oidc.request.SignInProof;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.SessionUse;
import org.sallyport.gate.session.SignInRows;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who is signed in to an application. A row belongs to the row of a sign-in, and is worth nothing
 * once that has ended or timed out; a cookie is that of one address.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ApplicationSessions {
  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final RandomValues random;
  private final SecondFactors factors;
  private final SessionUse uses;
  private final SessionProperties times;
  private final Clock clock;

  /** A sign-in and its account, as long as both are valid. */
  private static final String CALLER =
      """
      s.id as sign_in_id, s.account_id, s.passwordless, s.password_at, s.factor_at, s.factor_method, s.last_seen_at,
      s.issuer, s.issuer_auth_at, s.issuer_factor, s.ticket_directory, s.ticket_auth_at,
      a.username, a.name, a.role, a.email, a.email_verified_at is not null as email_verified,
      array(select g.name from group_member m join care_group g on g.id = m.group_id
             where m.account_id = a.id and m.left_at is null and m.confirmed_until > :now
             order by g.name_key) as groups
      """;

  private static final String LASTS =
      """
      s.state = 'complete' and s.completed_at > :max and s.last_seen_at > :idle
         and a.disabled_at is null and not a.password_change_required
      """;

  private static final String FIND =
      "select f.id, "
          + CALLER
          + " from forward_session f join sign_in s on s.id = f.sign_in_id join account a on a.id = s.account_id"
          + " where f.token_hash = any(:hashes) and f.address = :address and f.ended_at is null and "
          + LASTS;

  private static final String OF_SIGN_IN =
      "select "
          + CALLER
          + " from sign_in s join account a on a.id = s.account_id where s.id = :signIn and "
          + LASTS;

  /**
   * A session at an application.
   *
   * @param id of its row
   */
  public record Found(UUID id, Caller caller) {}

  /**
   * Finds who is signed in, by one indexed read; empty for a cookie that is unknown, of another
   * application, or whose sign-in has ended or timed out.
   *
   * @param used whether the request counts as use of the sign-in, which restarts its idle timeout
   */
  public Optional<Found> find(String token, Application application, boolean used) {
    return statement(FIND)
        .param("hashes", hash.all(KeyPurpose.FORWARD_SESSION, token))
        .param("address", application.address())
        .query((row, number) -> found(row, used))
        .optional();
  }

  /** Who has signed in at the portal; empty if that has ended or timed out. */
  public Optional<Caller> caller(SignInId signIn) {
    return statement(OF_SIGN_IN)
        .param("signIn", signIn.value())
        .query((row, number) -> caller(row))
        .optional();
  }

  private JdbcClient.StatementSpec statement(String sql) {
    Instant now = clock.instant();
    return jdbc.sql(sql)
        .param("now", now)
        .param("max", now.minus(times.max()))
        .param("idle", now.minus(times.idle()));
  }

  private Found found(ResultSet row, boolean used) throws SQLException {
    Caller caller = caller(row);
    if (used) {
      uses.note(caller.signIn(), instant(row, "last_seen_at"));
    }
    return new Found(row.getObject("id", UUID.class), caller);
  }

  private Caller caller(ResultSet row) throws SQLException {
    @Nullable String factor = row.getString("factor_method");
    return new Caller(
        new SignInId(row.getObject("sign_in_id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("username"),
        row.getString("name"),
        Role.of(row.getString("role")),
        row.getString("email"),
        row.getBoolean("email_verified"),
        List.of((String[]) row.getArray("groups").getArray()),
        SignInProof.of(
            new SignInProof.First(
                row.getBoolean("passwordless"),
                instant(row, "password_at"),
                SignInRows.proof(row),
                SignInRows.ticket(row)),
            instantOrNull(row, "factor_at"),
            Optional.ofNullable(factor).flatMap(factors::byMethod)));
  }

  private static final String INSERT =
      """
      insert into forward_session (id, token_hash, application, address, account_id, sign_in_id, created_at)
      values (:id, :hash, :application, :address, :account, :signIn, :now)
      """;

  /** Signs somebody in to an application; the value of the cookie. */
  public String open(Application application, AccountId account, SignInId signIn) {
    String token = random.token();
    jdbc.sql(INSERT)
        .param("id", random.id())
        .param("hash", hash.of(KeyPurpose.FORWARD_SESSION, token))
        .param("application", application.name())
        .param("address", application.address())
        .param("account", account.value())
        .param("signIn", signIn.value())
        .param("now", clock.instant())
        .update();
    return token;
  }

  /** Ends one session. False if it had ended before. */
  public boolean end(UUID session) {
    return jdbc.sql(
                "update forward_session set ended_at = :now where id = :id and ended_at is null")
            .param("now", clock.instant())
            .param("id", session)
            .update()
        == 1;
  }

  /** Ends all sessions of an account at the application of one of them; how many were open. */
  int endAll(AccountId account, UUID one) {
    return jdbc.sql(
            """
            update forward_session set ended_at = :now
             where account_id = :account and ended_at is null
               and application = (select application from forward_session where id = :one and account_id = :account)
            """)
        .param("now", clock.instant())
        .param("account", account.value())
        .param("one", one)
        .update();
  }

  /**
   * A session that was not ended at the application.
   *
   * @param application its name in the settings
   */
  record Open(UUID id, String application, SignInId signIn, Instant since) {}

  /** Those of an account, the newest first; also of sign-ins that have timed out. */
  List<Open> of(AccountId account) {
    return jdbc.sql(
            """
            select f.id, f.application, f.sign_in_id, f.created_at
              from forward_session f join sign_in s on s.id = f.sign_in_id
             where f.account_id = :account and f.ended_at is null and s.state = 'complete'
             order by f.created_at desc, f.id desc
            """)
        .param("account", account.value())
        .query((row, number) -> open(row))
        .list();
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getObject("id", UUID.class),
        row.getString("application"),
        new SignInId(row.getObject("sign_in_id", UUID.class)),
        instant(row, "created_at"));
  }
}

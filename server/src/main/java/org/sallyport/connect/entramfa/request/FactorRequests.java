package org.sallyport.connect.entramfa.request;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Requests of Microsoft. Each belongs to the browser that came back with it first, and is answered
 * by the row count of one statement; the token that came with it is taken once.
 */
@Repository
@RequiredArgsConstructor
class FactorRequests {
  /** As long as Microsoft waits. */
  static final Duration TTL = Duration.ofMinutes(10);

  /** How long the browser takes from the form to the request's page. */
  private static final Duration COMING_BACK = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final KeyedHash hash;
  private final RandomValues random;
  private final Clock clock;

  private static final String INSERT =
      """
      insert into entra_mfa_request (id, tenant, hint_hash, asked, created_at, expires_at)
      select :id, :tenant, :hint, :asked, :now, :until
       where not exists (select from entra_mfa_request where hint_hash = any(:hints))
      on conflict (hint_hash) do nothing
      """;

  /** Stores a request. Empty if its token came before. */
  Optional<UUID> add(String tenant, String hint, AskedFactor asked) {
    UUID id = random.id();
    Instant now = clock.instant();
    int rows =
        jdbc.sql(INSERT)
            .param("id", id)
            .param("tenant", tenant)
            .param("hint", hash.of(KeyPurpose.ENTRA_MFA, "hint", hint))
            .param("hints", hash.all(KeyPurpose.ENTRA_MFA, "hint", hint))
            .param(
                "asked", sealer.seal(asked.line(), SealContext.of("entra_mfa_request.asked", id)))
            .param("now", now)
            .param("until", now.plus(TTL))
            .update();
    return rows == 1 ? Optional.of(id) : Optional.empty();
  }

  /** What a browser has that asks for a request. */
  sealed interface Found {

    /** It can be answered. */
    record Open(StoredRequest request) implements Found {}

    /** It was answered. */
    record Answered() implements Found {}

    /** It took too long. */
    record Late() implements Found {}

    /** It is another browser's, or unknown. */
    record NotYours() implements Found {}
  }

  private static final String BIND =
      """
      update entra_mfa_request set browser_hash = :browser
       where id = :id and browser_hash is null and created_at > :since
      """;

  /**
   * Finds a request, which from now on belongs to this browser if it belonged to none.
   *
   * @param browser the value of the browser's cookie
   */
  Found find(UUID id, String browser) {
    jdbc.sql(BIND)
        .param("browser", hash.of(KeyPurpose.ENTRA_MFA, "browser", browser))
        .param("id", id)
        .param("since", clock.instant().minus(COMING_BACK))
        .update();
    return jdbc.sql(
            """
            select id, tenant, asked, sign_in_id, asked_at, expires_at, answered_at from entra_mfa_request
             where id = :id and browser_hash = any(:browsers)
            """)
        .param("id", id)
        .param("browsers", hash.all(KeyPurpose.ENTRA_MFA, "browser", browser))
        .query((row, number) -> found(row))
        .optional()
        .orElseGet(Found.NotYours::new);
  }

  private Found found(ResultSet row) throws SQLException {
    if (instantOrNull(row, "answered_at") != null) {
      return new Found.Answered();
    }
    return clock.instant().isBefore(instant(row, "expires_at"))
        ? new Found.Open(stored(row))
        : new Found.Late();
  }

  private StoredRequest stored(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new StoredRequest(
        id,
        row.getString("tenant"),
        AskedFactor.of(
            sealer.open(row.getBytes("asked"), SealContext.of("entra_mfa_request.asked", id))),
        signIn(row),
        instantOrNull(row, "asked_at"));
  }

  private static @Nullable SignInId signIn(ResultSet row) throws SQLException {
    UUID id = row.getObject("sign_in_id", UUID.class);
    return id == null ? null : new SignInId(id);
  }

  /** Notes the attempt that a request has begun. False if it has one already, or is over. */
  boolean begin(UUID id, SignInId attempt) {
    return note(id, attempt, null);
  }

  /** Notes that a session is asked for its second factor. False if the request is over. */
  boolean ask(UUID id, SignInId session) {
    return note(id, session, clock.instant());
  }

  private boolean note(UUID id, SignInId signIn, @Nullable Instant askedAt) {
    return jdbc.sql(
                """
                update entra_mfa_request set sign_in_id = :signIn, asked_at = cast(:asked as timestamptz)
                 where id = :id and answered_at is null and expires_at > :now and (sign_in_id is null or asked_at is not null)
                """)
            .param("signIn", signIn.value())
            .param("asked", askedAt)
            .param("id", id)
            .param("now", clock.instant())
            .update()
        == 1;
  }

  /** The request for which a session, or an attempt, was asked last. */
  Optional<UUID> of(SignInId signIn) {
    return jdbc.sql(
            """
            select id from entra_mfa_request where sign_in_id = :signIn and answered_at is null and expires_at > :now
             order by asked_at desc limit 1
            """)
        .param("signIn", signIn.value())
        .param("now", clock.instant())
        .query((row, number) -> row.getObject(1, UUID.class))
        .optional();
  }

  /** Answers a request, once. */
  boolean answer(UUID id) {
    return jdbc.sql(
                """
                update entra_mfa_request set answered_at = :now
                 where id = :id and answered_at is null and expires_at > :now
                """)
            .param("id", id)
            .param("now", clock.instant())
            .update()
        == 1;
  }
}

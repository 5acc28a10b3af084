package org.sallyport.connect.oidc.request;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of applications, kept until they are answered. The browser has the id of the row only,
 * which opens nothing: whoever follows it signs in with an account of their own.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuthorizationRequests {
  /** How long a pushed request may wait for its use (RFC 9126 section 2.2). */
  public static final Duration PUSHED_TTL = Duration.ofMinutes(5);

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final KeyedHash hash;
  private final RandomValues random;
  private final OidcProperties times;
  private final Clock clock;

  private static final String INSERT =
      """
      insert into oidc_request (id, client_id, pushed_hash, parameters, created_at, expires_at)
      values (:id, :client, :pushed, :parameters, :now, :until)
      """;

  UUID add(Client client, Parameters parameters) {
    UUID id = random.id();
    insert(id, client.id(), parameters.values(), times.requestTtl()).param("pushed", null).update();
    return id;
  }

  /**
   * Stores a pushed request.
   *
   * @param reference the end of its address, which is known to the client alone
   */
  public void push(UUID client, String reference, Map<String, String> parameters) {
    insert(random.id(), client, parameters, PUSHED_TTL)
        .param("pushed", hash.of(KeyPurpose.OIDC_REQUEST, reference))
        .update();
  }

  private JdbcClient.StatementSpec insert(
      UUID id, UUID client, Map<String, String> parameters, Duration lasts) {
    return jdbc.sql(INSERT)
        .param("id", id)
        .param("client", client)
        .param(
            "parameters",
            sealer.seal(
                JSON.writeValueAsString(parameters), SealContext.of("oidc_request.parameters", id)))
        .param("now", clock.instant())
        .param("until", clock.instant().plus(lasts));
  }

  /** Takes a pushed request, once: the row count decides. */
  Optional<Parameters> takePushed(Client client, String reference) {
    return jdbc.sql(
            """
            delete from oidc_request where pushed_hash = any(:hashes) and client_id = :client and expires_at > :now
            returning *
            """)
        .param("hashes", hash.all(KeyPurpose.OIDC_REQUEST, reference))
        .param("client", client.id())
        .param("now", clock.instant())
        .query((row, number) -> request(row))
        .optional()
        .map(StoredRequest::parameters);
  }

  /** A request that has not timed out, answered or not. */
  Optional<StoredRequest> find(UUID id) {
    return jdbc.sql(
            "select * from oidc_request where id = :id and pushed_hash is null and expires_at > :now")
        .param("id", id)
        .param("now", clock.instant())
        .query((row, number) -> request(row))
        .optional();
  }

  /** Notes that a session is asked to prove more for a request. */
  void ask(UUID id, SignInId session) {
    jdbc.sql("update oidc_request set sign_in_id = :session, asked_at = :now where id = :id")
        .param("session", session.value())
        .param("now", clock.instant())
        .param("id", id)
        .update();
  }

  /** The request for which a session was asked last. */
  Optional<UUID> asked(SignInId session) {
    return jdbc.sql(
            """
            select id from oidc_request where sign_in_id = :session and answered_at is null and expires_at > :now
             order by asked_at desc limit 1
            """)
        .param("session", session.value())
        .param("now", clock.instant())
        .query((row, number) -> row.getObject(1, UUID.class))
        .optional();
  }

  /** Notes that the account was chosen. */
  void choose(UUID id) {
    jdbc.sql("update oidc_request set chosen_at = :now where id = :id")
        .param("now", clock.instant())
        .param("id", id)
        .update();
  }

  /** Marks a request as answered; the row count decides. False if it was answered before. */
  boolean answer(UUID id) {
    Instant now = clock.instant();
    return jdbc.sql(
                "update oidc_request set answered_at = :now where id = :id and answered_at is null and expires_at > :now")
            .param("now", now)
            .param("id", id)
            .update()
        == 1;
  }

  private StoredRequest request(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String text =
        sealer.open(row.getBytes("parameters"), SealContext.of("oidc_request.parameters", id));
    return new StoredRequest(
        id,
        row.getObject("client_id", UUID.class),
        new Parameters(JSON.readValue(text, TEXTS)),
        instant(row, "created_at"),
        instantOrNull(row, "chosen_at"),
        instantOrNull(row, "answered_at"));
  }
}

package org.sallyport.connect.forwardauth.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Requests for a sign-in to an application, and the ticket of each, by which the application's host
 * learns who has signed in. A ticket is spent by the row count of one statement (rule 54). Its
 * request is that of one browser: the one whose state it has.
 */
@Repository
@RequiredArgsConstructor
class SignInRequests {
  static final Duration TICKET_TTL = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final KeyedHash hash;
  private final RandomValues random;
  private final OidcProperties times;
  private final Clock clock;

  private static final String INSERT =
      """
      insert into forward_request (id, address, state_hash, target, created_at, expires_at)
      values (:id, :address, :state, :target, :now, :until)
      """;

  /**
   * Stores a request.
   *
   * @param state the hash of the browser's state, as {@link #state} makes it
   */
  UUID add(String address, byte[] state, String target, String method, String path) {
    UUID id = random.id();
    Instant now = clock.instant();
    jdbc.sql(INSERT)
        .param("id", id)
        .param("address", address)
        .param("state", state)
        .param(
            "target",
            sealer.seal(
                method + "\n" + path + "\n" + target, SealContext.of("forward_request.target", id)))
        .param("now", now)
        .param("until", now.plus(times.requestTtl()))
        .update();
    return id;
  }

  /** The hash by which the portal recognises the state of a browser at an application's host. */
  byte[] state(String address, String state) {
    return hash.of(KeyPurpose.FORWARD_STATE, address, state);
  }

  /** A request that has not timed out. */
  Optional<SignInRequest> find(UUID id) {
    return jdbc.sql("select * from forward_request where id = :id and expires_at > :now")
        .param("id", id)
        .param("now", clock.instant())
        .query((row, number) -> request(row))
        .optional();
  }

  /** Notes that a session is asked to prove more for a request. */
  void ask(UUID id, SignInId session) {
    jdbc.sql("update forward_request set sign_in_id = :session, asked_at = :now where id = :id")
        .param("session", session.value())
        .param("now", clock.instant())
        .param("id", id)
        .update();
  }

  /** The request for which a session was asked last. */
  Optional<UUID> asked(SignInId session) {
    return jdbc.sql(
            """
            select id from forward_request where sign_in_id = :session and asked_at is not null and expires_at > :now
             order by asked_at desc limit 1
            """)
        .param("session", session.value())
        .param("now", clock.instant())
        .query((row, number) -> row.getObject(1, UUID.class))
        .optional();
  }

  /** Notes that the account may not use the application. False if that was noted before. */
  boolean refuse(UUID id) {
    return jdbc.sql(
                "update forward_request set refused_at = :now where id = :id and refused_at is null")
            .param("now", clock.instant())
            .param("id", id)
            .update()
        == 1;
  }

  private static final String ISSUE =
      """
      update forward_request set ticket_hash = :hash, ticket_until = :until, ticket_spent_at = null, sign_in_id = :session
       where id = :id and expires_at > :now
      """;

  /** Issues a ticket; one that was issued for the request before is void. */
  Optional<String> issue(UUID id, SignInId session) {
    String ticket = random.token();
    Instant now = clock.instant();
    int rows =
        jdbc.sql(ISSUE)
            .param("hash", hash.of(KeyPurpose.FORWARD_TICKET, ticket))
            .param("until", now.plus(TICKET_TTL))
            .param("session", session.value())
            .param("id", id)
            .param("now", now)
            .update();
    return rows == 1 ? Optional.of(ticket) : Optional.empty();
  }

  private static final String REDEEM =
      """
      update forward_request set ticket_spent_at = :now
       where ticket_hash = any(:hashes) and address = :address and state_hash = any(:states)
         and ticket_spent_at is null and ticket_until > :now and sign_in_id is not null
      returning *
      """;

  /**
   * What a ticket was issued for.
   *
   * @param session the sign-in at the portal
   */
  record Redeemed(SignInRequest request, SignInId session) {}

  /** Redeems a ticket, once, at the address for which it was issued, in the browser that began. */
  Optional<Redeemed> redeem(String ticket, String address, String state) {
    return jdbc.sql(REDEEM)
        .param("now", clock.instant())
        .param("hashes", hash.all(KeyPurpose.FORWARD_TICKET, ticket))
        .param("address", address)
        .param("states", hash.all(KeyPurpose.FORWARD_STATE, address, state))
        .query(
            (row, number) ->
                new Redeemed(request(row), new SignInId(row.getObject("sign_in_id", UUID.class))))
        .optional();
  }

  private SignInRequest request(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String[] parts =
        sealer
            .open(row.getBytes("target"), SealContext.of("forward_request.target", id))
            .split("\n", 3);
    return new SignInRequest(id, row.getString("address"), parts[2], parts[0], parts[1]);
  }
}

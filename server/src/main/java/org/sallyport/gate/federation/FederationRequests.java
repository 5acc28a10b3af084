package org.sallyport.gate.federation;

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
 * Sign-ins at issuers that are under way. The state that comes back is stored as a keyed hash, is
 * good for one issuer and one browser, and is spent by the row count of one statement.
 */
@Repository
@RequiredArgsConstructor
class FederationRequests {
  static final Duration TTL = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final KeyedHash hash;
  private final RandomValues random;
  private final Clock clock;

  /** What a new request is known by. */
  record Begun(String state, String nonce, String verifier) {
    @Override
    public String toString() {
      return "Begun[]";
    }
  }

  private static final String INSERT =
      """
      insert into federation_request (id, issuer, state_hash, browser_hash, secrets, sign_in_id, created_at, expires_at)
      values (:id, :issuer, :state, :browser, :secrets, :session, :now, :until)
      """;

  /**
   * Stores a request.
   *
   * @param browser the value of the browser's cookie
   * @param session the session that is to be linked; null for a sign-in
   */
  Begun add(String issuer, String browser, @Nullable SignInId session) {
    Begun begun = new Begun(random.token(), random.token(), random.token());
    UUID id = random.id();
    Instant now = clock.instant();
    jdbc.sql(INSERT)
        .param("id", id)
        .param("issuer", issuer)
        .param("state", hash.of(KeyPurpose.FEDERATION, "state", begun.state()))
        .param("browser", hash.of(KeyPurpose.FEDERATION, "browser", browser))
        .param(
            "secrets",
            sealer.seal(
                begun.nonce() + " " + begun.verifier(),
                SealContext.of("federation_request.secrets", id)))
        .param("session", session == null ? null : session.value())
        .param("now", now)
        .param("until", now.plus(TTL))
        .update();
    return begun;
  }

  /** The result of an answer that brings a state. */
  sealed interface Spent {

    /**
     * The request is spent; this answer is the one that goes on.
     *
     * @param id of its row
     * @param session the session that is to be linked; null for a sign-in
     */
    record Now(UUID id, String nonce, String verifier, @Nullable SignInId session)
        implements Spent {
      @Override
      public String toString() {
        return "Now[]";
      }
    }

    /** An answer to it came before. */
    record Before() implements Spent {}

    /** Its time is over. */
    record Late() implements Spent {}

    /** It began in another browser. */
    record OtherBrowser() implements Spent {}

    /** There is none, or it is one of another issuer. */
    record Unknown() implements Spent {}
  }

  private static final String SPEND =
      """
      update federation_request set spent_at = :now
       where state_hash = any(:states) and issuer = :issuer and browser_hash = any(:browsers)
         and spent_at is null and expires_at > :now
      returning id, secrets, sign_in_id
      """;

  /** Spends a request. */
  Spent spend(String issuer, String state, String browser) {
    Optional<Spent> now =
        jdbc.sql(SPEND)
            .param("now", clock.instant())
            .param("states", hash.all(KeyPurpose.FEDERATION, "state", state))
            .param("issuer", issuer)
            .param("browsers", hash.all(KeyPurpose.FEDERATION, "browser", browser))
            .query((row, number) -> spent(row))
            .optional();
    return now.orElseGet(() -> why(issuer, state, browser));
  }

  private Spent spent(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String[] secrets =
        sealer
            .open(row.getBytes("secrets"), SealContext.of("federation_request.secrets", id))
            .split(" ", 2);
    UUID session = row.getObject("sign_in_id", UUID.class);
    return new Spent.Now(
        id, secrets[0], secrets[1], session == null ? null : new SignInId(session));
  }

  private Spent why(String issuer, String state, String browser) {
    return jdbc.sql(
            """
            select browser_hash, spent_at from federation_request
             where state_hash = any(:states) and issuer = :issuer
            """)
        .param("states", hash.all(KeyPurpose.FEDERATION, "state", state))
        .param("issuer", issuer)
        .query((row, number) -> why(row, browser))
        .optional()
        .orElseGet(Spent.Unknown::new);
  }

  private Spent why(ResultSet row, String browser) throws SQLException {
    byte[] stored = row.getBytes("browser_hash");
    if (!hash.matches(stored, KeyPurpose.FEDERATION, "browser", browser)) {
      return new Spent.OtherBrowser();
    }
    return instantOrNull(row, "spent_at") == null ? new Spent.Late() : new Spent.Before();
  }

  /** Notes whom the issuer proved, for the session that is to be linked. */
  void prove(UUID id, String subject, @Nullable String person) {
    jdbc.sql("update federation_request set subject = :subject, person = :person where id = :id")
        .param("subject", subject)
        .param("person", person)
        .param("id", id)
        .update();
  }

  /**
   * A person whom an issuer proved for a session.
   *
   * @param issuer its name in the settings
   * @param person how the issuer calls the person; null if it does not say
   */
  record Proposed(UUID id, String issuer, String subject, @Nullable String person) {}

  /** The last one of a session, until its request times out. */
  Optional<Proposed> proposed(SignInId session) {
    return jdbc.sql(
            """
            select id, issuer, subject, person from federation_request
             where sign_in_id = :session and subject is not null and expires_at > :now
             order by created_at desc limit 1
            """)
        .param("session", session.value())
        .param("now", clock.instant())
        .query(
            (row, number) ->
                new Proposed(
                    row.getObject("id", UUID.class),
                    row.getString("issuer"),
                    row.getString("subject"),
                    row.getString("person")))
        .optional();
  }

  /** Takes one, once. False if it was taken, or its request timed out. */
  boolean take(Proposed proposed) {
    return jdbc.sql("delete from federation_request where id = :id and expires_at > :now")
            .param("id", proposed.id())
            .param("now", clock.instant())
            .update()
        == 1;
  }
}

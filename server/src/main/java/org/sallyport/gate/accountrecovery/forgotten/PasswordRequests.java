package org.sallyport.gate.accountrecovery.forgotten;

import static org.sallyport.platform.database.Columns.instant;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pending requests for forgotten passwords, with encrypted names. The name of an account has a row
 * of its own, however often it is requested; all other names share a fixed number of rows, so that
 * invented names neither fill the table nor displace real ones. In both cases one statement writes
 * one row and takes the same time.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PasswordRequests {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordRequests.class);

  /** The number of rows that all names without an account share. */
  public static final int SHARED_ROWS = 1_000;

  /** A claimed request can be claimed again after this time, because its node is presumed dead. */
  private static final Duration CLAIM_TIMEOUT = Duration.ofMinutes(2);

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final RandomValues random;
  private final KeyedHash hash;
  private final Clock clock;

  /**
   * A request.
   *
   * @param name the username as requested
   * @param knownBrowser whether the account of that name signed in from the requesting browser
   *     before
   * @param requestCount how often it had been requested when it was claimed
   */
  public record Request(
      UUID id,
      String name,
      Instant createdAt,
      Origin origin,
      boolean knownBrowser,
      int requestCount) {}

  @Transactional(propagation = Propagation.MANDATORY)
  public void put(String name, Origin origin, boolean knownBrowser) {
    UUID id = random.id();
    byte[] own = hash.ofCount(KeyPurpose.LINK, "forgotten", name);
    jdbc.sql(
            """
            insert into password_request as r (id, dedupe_key, name, created_at, address, browser, known_browser)
            values (:id, case when exists (select from account where username_key = :key) then :own else :shared end,
                    :name, :now, :address, :browser, :known)
            on conflict (dedupe_key) do update
               set created_at = :now, request_count = r.request_count + 1, known_browser = r.known_browser or :known
            """)
        .param("id", id)
        .param("key", name)
        .param("own", own)
        .param("shared", shared(own))
        .param("name", sealer.seal(name, SealContext.of("password_request.name", id)))
        .param("now", clock.instant())
        .param("address", origin.address())
        .param("browser", origin.browser())
        .param("known", knownBrowser)
        .update();
  }

  /** The shared row of a name; outsiders cannot compute which one it is. */
  private byte[] shared(byte[] own) {
    int number = ByteBuffer.wrap(own).getInt(own.length - Integer.BYTES);
    return hash.ofCount(
        KeyPurpose.LINK,
        "forgotten by nobody",
        Integer.toString(Math.floorMod(number, SHARED_ROWS)));
  }

  private static final String WAITING =
      """
      select id from password_request
       where (cast(:after as uuid) is null or id > :after) and (processing_since is null or processing_since < :dead)
       order by id limit :most
      """;

  /**
   * The requests that can be claimed, ordered by id.
   *
   * @param after the last id of the previous batch; null for the first batch
   */
  public List<UUID> waiting(@Nullable UUID after, int most) {
    return jdbc.sql(WAITING)
        .param("after", after)
        .param("dead", dead())
        .param("most", most)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }

  private static final String CLAIM =
      """
      update password_request set processing_since = :now
       where id = :id and (processing_since is null or processing_since < :dead)
      returning id, name, created_at, address, browser, known_browser, request_count
      """;

  /**
   * Claims a request for processing; empty if another worker has claimed it. Its row stays until it
   * is done.
   */
  @Transactional
  public Optional<Request> take(UUID id) {
    return jdbc.sql(CLAIM)
        .param("id", id)
        .param("now", clock.instant())
        .param("dead", dead())
        .query((row, number) -> request(row))
        .optional();
  }

  /**
   * Deletes a processed request. This must be the last statement of its transaction, so that new
   * requests for the same name do not wait for the processing. A request repeated in the meantime
   * stays.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void done(Request request) {
    int removed =
        jdbc.sql("delete from password_request where id = :id and request_count = :count")
            .param("id", request.id())
            .param("count", request.requestCount())
            .update();
    if (removed == 0) {
      giveBack(request);
    }
  }

  /** Releases a request that could not be processed, or must be processed again. */
  @Transactional
  public void giveBack(Request request) {
    jdbc.sql("update password_request set processing_since = null where id = :id")
        .param("id", request.id())
        .update();
  }

  /** Reads a row. The name is empty, which no account has, if its key was retired. */
  private Request request(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Request(
        id,
        name(row.getBytes("name"), id),
        instant(row, "created_at"),
        new Origin(row.getString("address"), row.getString("browser")),
        row.getBoolean("known_browser"),
        row.getInt("request_count"));
  }

  private String name(byte[] sealed, UUID id) {
    try {
      return sealer.open(sealed, SealContext.of("password_request.name", id));
    } catch (IllegalStateException e) {
      LOG.warn("a request for a forgotten password cannot be decrypted: {}", e.getMessage());
      return "";
    }
  }

  private Instant dead() {
    return clock.instant().minus(CLAIM_TIMEOUT);
  }
}

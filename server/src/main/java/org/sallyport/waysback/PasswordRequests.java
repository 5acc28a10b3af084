package org.sallyport.waysback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.access.Origin;
import org.sallyport.secrets.RandomValues;
import org.sallyport.secrets.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Names of those who forgot their password, sealed, until they are worked off. A name that no
 * account has is written down as any other.
 */
@Repository
class PasswordRequests {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordRequests.class);

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final RandomValues random;
  private final Clock clock;

  /**
   * One of them.
   *
   * @param name as it was typed
   */
  record Request(String name, Instant madeAt, Origin origin) {}

  PasswordRequests(JdbcClient jdbc, Sealer sealer, RandomValues random, Clock clock) {
    this.jdbc = jdbc;
    this.sealer = sealer;
    this.random = random;
    this.clock = clock;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void put(String name, Origin origin) {
    UUID id = random.id();
    jdbc.sql(
            """
            insert into password_request (id, name, made_at, address, browser)
            values (:id, :name, :now, :address, :browser)
            """)
        .param("id", id)
        .param("name", sealer.seal(name, id.toString()))
        .param("now", Timestamp.from(clock.instant()))
        .param("address", origin.address())
        .param("browser", origin.browser())
        .update();
  }

  /** What is to be worked off, oldest first. */
  List<UUID> waiting() {
    return jdbc.sql("select id from password_request order by id")
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }

  /** Takes one off the list; nothing if somebody else did. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Request> take(UUID id) {
    return jdbc.sql(
            """
            delete from password_request where id = :id returning id, name, made_at, address, browser
            """)
        .param("id", id)
        .query((row, number) -> request(row))
        .optional()
        .flatMap(taken -> taken);
  }

  /** Nothing if the key it was sealed with is gone: nobody can read it any more. */
  private Optional<Request> request(ResultSet row) throws SQLException {
    try {
      return Optional.of(
          new Request(
              sealer.open(row.getBytes("name"), row.getObject("id", UUID.class).toString()),
              row.getTimestamp("made_at").toInstant(),
              new Origin(row.getString("address"), row.getString("browser"))));
    } catch (IllegalStateException e) {
      LOG.warn("a forgotten password cannot be read back: {}", e.getMessage());
      return Optional.empty();
    }
  }
}

package org.sallyport.platform.audit;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals of the end of the chain, each authenticated by a keyed hash, so that none can be forged in
 * the database.
 */
@Repository
@RequiredArgsConstructor
class AuditSeals {
  private static final String WHAT = "seal";
  private static final String SELECT =
      """
      select chain_no, verified, encode(chain_hash, 'hex') as hash, sealed_at, seal from audit_seal
      """;

  private static final String INSERT =
      """
      insert into audit_seal (chain_no, verified, chain_hash, sealed_at, seal)
      values (:number, :verified, :hash, :now, :seal) on conflict do nothing
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final AuditProperties settings;
  private final Clock clock;

  /** All seals of links from a number on, in order. */
  List<AuditSeal> from(long number) {
    return jdbc.sql(SELECT + "where chain_no >= :number order by chain_no")
        .param("number", number)
        .query((row, index) -> seal(row))
        .list();
  }

  /** The last seal that was made after a verification, of a link after a number. */
  Optional<AuditSeal> lastVerified(long after) {
    return jdbc.sql(SELECT + "where chain_no > :after and verified order by chain_no desc limit 1")
        .param("after", after)
        .query((row, index) -> seal(row))
        .optional();
  }

  /**
   * Seals a link unless the last seal was made within {@link AuditProperties#sealInterval}. A seal
   * from the future was made while the clock was ahead, and does not count.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void sealIfDue(AuditLinks.Link last) {
    Instant now = clock.instant();
    boolean due =
        jdbc.sql("select sealed_at from audit_seal order by chain_no desc, sealed_at limit 1")
            .query((row, index) -> instant(row, 1))
            .optional()
            .map(at -> at.isAfter(now) || !at.plus(settings.sealInterval()).isAfter(now))
            .orElse(true);
    if (due) {
      add(last.number(), last.stored(), false);
    }
  }

  /**
   * Seals a link.
   *
   * @param verified whether all links up to it were verified
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void add(long number, String chainHash, boolean verified) {
    Instant now = clock.instant();
    jdbc.sql(INSERT)
        .param("number", number)
        .param("verified", verified)
        .param("hash", HexFormat.of().parseHex(chainHash))
        .param("now", now)
        .param("seal", hash.of(KeyPurpose.AUDIT_CHAIN, parts(number, verified, chainHash, now)))
        .update();
  }

  /** Removes the seals of links that were exported and deleted. */
  @Transactional(propagation = Propagation.MANDATORY)
  void removeUpTo(long number) {
    jdbc.sql("delete from audit_seal where chain_no <= :number").param("number", number).update();
  }

  /** Removes all seals, since the chain is rehashed. */
  @Transactional(propagation = Propagation.MANDATORY)
  void removeAll() {
    jdbc.sql("delete from audit_seal").update();
  }

  private AuditSeal seal(ResultSet row) throws SQLException {
    long number = row.getLong("chain_no");
    boolean verified = row.getBoolean("verified");
    String chainHash = row.getString("hash");
    Instant at = instant(row, "sealed_at");
    boolean genuine =
        hash.matches(
            row.getBytes("seal"), KeyPurpose.AUDIT_CHAIN, parts(number, verified, chainHash, at));
    return new AuditSeal(number, chainHash, at, verified, genuine);
  }

  private static String[] parts(long number, boolean verified, String chainHash, Instant at) {
    return new String[] {
      WHAT,
      Long.toString(number),
      Boolean.toString(verified),
      chainHash,
      Long.toString(at.toEpochMilli())
    };
  }
}

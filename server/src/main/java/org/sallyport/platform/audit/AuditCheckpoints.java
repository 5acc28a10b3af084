package org.sallyport.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The checkpoints of the audit log, each authenticated by a keyed hash, so that they cannot be
 * forged in the database.
 */
@Repository
@RequiredArgsConstructor
class AuditCheckpoints {
  private static final String WHAT = "checkpoint";

  private static final String INSERT =
      """
      insert into audit_checkpoint (chain_no, chain_hash, cut_at, file, length, seal)
      values (:number, :hash, :now, :file, :length, :seal)
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Clock clock;

  /**
   * The last checkpoint, genuine or not; {@link AuditCheckpoint#NONE} if nothing was ever exported.
   */
  AuditCheckpoint last() {
    return stored().map(Stored::checkpoint).orElse(AuditCheckpoint.NONE);
  }

  /**
   * Whether the last checkpoint was made by this application, not inserted into the database
   * directly.
   */
  boolean isGenuine() {
    return stored()
        .map(
            it ->
                hash.matches(
                    HexFormat.of().parseHex(it.seal()),
                    KeyPurpose.AUDIT_CHAIN,
                    parts(it.checkpoint())))
        .orElse(true);
  }

  /** Stores a checkpoint and deletes the earlier ones of the same file. */
  @Transactional(propagation = Propagation.MANDATORY)
  void add(AuditCheckpoint cut) {
    jdbc.sql(INSERT)
        .param("number", cut.number())
        .param("hash", HexFormat.of().parseHex(cut.hash()))
        .param("now", clock.instant())
        .param("file", cut.file())
        .param("length", cut.length())
        .param("seal", hash.of(KeyPurpose.AUDIT_CHAIN, parts(cut)))
        .update();
    deleteEarlier(cut);
  }

  private void deleteEarlier(AuditCheckpoint cut) {
    jdbc.sql("delete from audit_checkpoint where file = :file and chain_no < :number")
        .param("file", cut.file())
        .param("number", cut.number())
        .update();
  }

  /** Rehashes the last checkpoint with the current key. */
  @Transactional(propagation = Propagation.MANDATORY)
  void sealAnew() {
    AuditCheckpoint last = last();
    if (last.file() != null) {
      jdbc.sql("update audit_checkpoint set seal = :seal where chain_no = :number")
          .param("seal", hash.of(KeyPurpose.AUDIT_CHAIN, parts(last)))
          .param("number", last.number())
          .update();
    }
  }

  private static String[] parts(AuditCheckpoint cut) {
    return new String[] {
      WHAT,
      Long.toString(cut.number()),
      cut.hash(),
      Objects.requireNonNull(cut.file()),
      Long.toString(cut.length())
    };
  }

  private record Stored(AuditCheckpoint checkpoint, String seal) {}

  private Optional<Stored> stored() {
    return jdbc.sql(
            """
            select chain_no, encode(chain_hash, 'hex') as hash, file, length, encode(seal, 'hex') as seal
              from audit_checkpoint order by chain_no desc limit 1
            """)
        .query((row, number) -> stored(row))
        .optional();
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        new AuditCheckpoint(
            row.getLong("chain_no"),
            row.getString("hash"),
            row.getString("file"),
            row.getLong("length")),
        row.getString("seal"));
  }
}

package org.sallyport.staff.admin.imports;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Uploaded files between the dry run and its confirmation: encrypted, one for each admin, for half
 * an hour, and only for the session that uploaded it.
 */
@Repository
@RequiredArgsConstructor
class PendingImports {
  static final Duration TTL = Duration.ofMinutes(30);
  private static final int MAX_NAME_LENGTH = 100;
  private static final String KEEP =
      """
      insert into pending_import (account_id, sign_in_id, name, file, expires_at)
      values (:account, :session, :name, :file, :expires)
      on conflict (account_id) do update set sign_in_id = excluded.sign_in_id,
        name = excluded.name, file = excluded.file, expires_at = excluded.expires_at
      """;
  private static final String FIND =
      """
      select name, file from pending_import
       where account_id = :account and sign_in_id = :session and expires_at > :now
      """;

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final Clock clock;

  /** Keeps a file in place of the admin's earlier one. */
  @Transactional
  public void keep(Visitor visitor, String name, byte[] file) {
    jdbc.sql(KEEP)
        .param("account", visitor.account().value())
        .param("session", visitor.signIn().value())
        .param("name", shown(name))
        .param("file", sealer.seal(text(file), context(visitor)))
        .param("expires", clock.instant().plus(TTL))
        .update();
  }

  /** The file of this session; empty if there is none, or it is too old. */
  Optional<PendingImport> find(Visitor visitor) {
    return jdbc.sql(FIND)
        .param("account", visitor.account().value())
        .param("session", visitor.signIn().value())
        .param("now", clock.instant())
        .query((row, number) -> pending(row, visitor))
        .optional()
        .flatMap(found -> found);
  }

  /** Deletes the file. */
  @Transactional
  public void forget(Visitor visitor) {
    jdbc.sql("delete from pending_import where account_id = :account")
        .param("account", visitor.account().value())
        .update();
  }

  private Optional<PendingImport> pending(ResultSet row, Visitor visitor) throws SQLException {
    byte[] sealed = row.getBytes("file");
    if (!sealer.canOpen(sealed)) {
      return Optional.empty();
    }
    String text = sealer.open(sealed, context(visitor));
    return Optional.of(
        new PendingImport(row.getString("name"), text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  private static String shown(String name) {
    String plain = name.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip();
    return plain.length() > MAX_NAME_LENGTH ? plain.substring(0, MAX_NAME_LENGTH) : plain;
  }

  private static SealContext context(Visitor visitor) {
    String session = visitor.signIn().toString();
    return new SealContext("pending_import.file", session, "import in " + session);
  }
}

package org.sallyport.gate.secondfactor.push.notify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sallyport.platform.crypto.KeyFileIds;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.database.ExaminedDatabase;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the key file has the keys with which the data were made: those of passwords, of the audit
 * log's chain and of the key for push services.
 */
final class KeyedDataExamination implements Examination {
  private static final String KEYS = "keys";
  private static final SealContext PUSH_KEY = SealContext.of("push key");

  private static final String KEYS_IN_USE =
      """
      select distinct substring(password_hash from 'k=([A-Za-z0-9_-]+)\\$') from account
       where password_hash like '$sallyport$v=2$k=%'
      union
      select convert_from(rtrim(substring(chain_hash, 1, 8), '\\x00'::bytea), 'UTF8') from audit_event
       where chain_no = (select max(chain_no) from audit_event)
      """;

  private static final String ARE_THERE =
      """
      select to_regclass('account') is not null and to_regclass('audit_event') is not null
        and to_regclass('app_push_key') is not null
      """;

  @Override
  public String subject() {
    return KEYS;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Path keyFile = ExaminedDatabase.keyFile(examined);
    return ExaminedDatabase.of(examined)
        .flatMap(database -> database.ask(jdbc -> examine(jdbc, keyFile)))
        .flatMap(found -> found)
        .map(List::of)
        .orElseGet(() -> List.of(Finding.sound(KEYS, "nothing in the database needs others")));
  }

  /** What is wrong; empty if nothing is, or there are no tables yet. */
  private static Optional<Finding> examine(JdbcClient jdbc, Path keyFile) {
    return jdbc.sql(ARE_THERE).query(Boolean.class).single()
        ? compare(jdbc, keyFile)
        : Optional.empty();
  }

  private static Optional<Finding> compare(JdbcClient jdbc, Path keyFile) {
    if (Files.exists(keyFile) && hasOtherBytes(jdbc, keyFile)) {
      return Optional.of(
          Finding.error(
              KEYS,
              "the key file "
                  + keyFile.toAbsolutePath().normalize()
                  + " has keys of the right names and other bytes: it is the file of another installation"));
    }
    Set<String> used = used(jdbc);
    if (used.isEmpty()) {
      return Optional.empty();
    }
    if (Files.notExists(keyFile)) {
      return Optional.of(
          Finding.error(
              KEYS,
              "the key file "
                  + keyFile.toAbsolutePath().normalize()
                  + " is missing, and the database holds what was made with its keys"));
    }
    try {
      used.removeAll(KeyFileIds.of(keyFile));
    } catch (StartRefused unreadable) {
      return Optional.empty();
    }
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                KEYS,
                "the database holds what was made with "
                    + String.join(", ", used)
                    + ", which the key file does not have: it is the file of another installation, or a key was taken out by hand"));
  }

  /** Tries the key for push services, which the first start makes. */
  private static boolean hasOtherBytes(JdbcClient jdbc, Path keyFile) {
    Optional<byte[]> sealed =
        jdbc.sql("select private_key from app_push_key")
            .query((row, number) -> row.getBytes(1))
            .optional();
    try {
      return sealed
          .filter(it -> KeyFileIds.of(keyFile).contains(idIn(it)))
          .filter(it -> !KeyFileIds.opens(keyFile, it, PUSH_KEY))
          .isPresent();
    } catch (StartRefused unreadable) {
      return false;
    }
  }

  /**
   * An encrypted value begins with the length of its key's id, whose high bit is the format,
   * followed by the id.
   */
  private static String idIn(byte[] sealed) {
    return new String(sealed, 1, sealed[0] & 127, StandardCharsets.UTF_8);
  }

  private static Set<String> used(JdbcClient jdbc) {
    return new TreeSet<>(jdbc.sql(KEYS_IN_USE).query((row, number) -> row.getString(1)).list());
  }
}

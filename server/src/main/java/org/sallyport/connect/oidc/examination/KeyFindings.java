package org.sallyport.connect.oidc.examination;

import static org.sallyport.platform.database.Columns.instant;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.platform.crypto.KeyFileIds;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether there is a key that signs ID tokens, one that can be read, and one that is not old. */
final class KeyFindings {
  /** How late the next key may be: the task that makes it runs each hour. */
  private static final Duration LATE = Duration.ofDays(1);

  private KeyFindings() {}

  /**
   * A key that signs ID tokens.
   *
   * @param sealedWith the id of the key in the key file with which it is encrypted
   */
  record Key(String sealedWith, Instant signsFrom) {}

  /** Also from a database that is older than the column. */
  private static final String READ =
      """
      select private_key, signs_from from oidc_key k
       where coalesce(to_jsonb(k) ->> 'key_set', 'applications') = 'applications' order by signs_from, id
      """;

  static List<Key> read(JdbcClient jdbc) {
    return jdbc.sql(READ)
        .query(
            (row, number) ->
                new Key(sealedWith(row.getBytes("private_key")), instant(row, "signs_from")))
        .list();
  }

  /** An encrypted value begins with the length of its key's id, followed by the id. */
  private static String sealedWith(byte[] sealed) {
    return new String(sealed, 1, sealed[0], StandardCharsets.UTF_8);
  }

  static List<Finding> of(List<Key> keys, OidcProperties times, Examined examined) {
    if (keys.isEmpty()) {
      return List.of(); // The first one is made when it is needed.
    }
    Instant now = examined.clock().instant();
    Set<String> known = known(examined);
    if (keys.stream().noneMatch(it -> known.contains(it.sealedWith()))) {
      return List.of(
          error(
              "the key file lacks "
                  + keys.getLast().sealedWith()
                  + ", with which the keys of ID tokens are encrypted: applications refuse sign-ins until they read the new ones"));
    }
    if (keys.stream().allMatch(it -> it.signsFrom().isAfter(now))) {
      return List.of(
          error("all keys of ID tokens sign from " + keys.getFirst().signsFrom() + " on only"));
    }
    return keys.getLast().signsFrom().plus(times.keyRotation()).plus(LATE).isBefore(now)
        ? List.of(
            error(
                "the newest key of ID tokens signs since "
                    + keys.getLast().signsFrom()
                    + ", and none was made to replace it: look for SigningKeys in the log"))
        : List.of();
  }

  private static Set<String> known(Examined examined) {
    Path file = Path.of(examined.value("sallyport.secrets.key-file").orElse("data/keys/keys.txt"));
    try {
      return Files.exists(file) ? KeyFileIds.of(file) : Set.of();
    } catch (StartRefused e) {
      return Set.of();
    }
  }

  private static Finding error(String what) {
    return Finding.error(ApplicationsExamination.APPLICATIONS, what);
  }
}

package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.platform.database.embedded.EmbeddedData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the last backup was made: the time of the file {@code last-backup} in the data folder. The
 * command sets it; the operator's own program, for example of an external database, may touch it.
 */
final class LastBackup {
  /** A backup each night, and one that failed. */
  static final Duration MAX_AGE = Duration.ofDays(2);

  private static final Logger LOG = LoggerFactory.getLogger(LastBackup.class);

  private LastBackup() {}

  private static Path file(Path data) {
    return data.resolve("last-backup");
  }

  /**
   * The time of the last backup, or, if there was none, the time at which the embedded database was
   * made. Empty for an external database whose backups leave no file.
   */
  static Optional<Instant> at(Path data) {
    return made(data).or(() -> EmbeddedData.madeAt(data));
  }

  /** Whether a night was left out. */
  static boolean isOld(Instant at, Instant now) {
    return at.plus(MAX_AGE).isBefore(now);
  }

  /** The time of the last backup; empty if none is known of. */
  static Optional<Instant> made(Path data) {
    try {
      return Optional.of(Files.getLastModifiedTime(file(data)).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Notes a backup. It counts without that, too; then the alert comes in vain. */
  static void note(Path data, Instant at) {
    try {
      Path file = file(data);
      if (Files.notExists(file)) {
        Files.createFile(file);
      }
      Files.setLastModifiedTime(file, FileTime.from(at));
    } catch (IOException e) {
      LOG.warn("the time of the backup could not be noted in {}: {}", file(data), e.toString());
    }
  }
}

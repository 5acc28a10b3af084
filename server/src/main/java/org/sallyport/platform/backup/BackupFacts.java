package org.sallyport.platform.backup;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself.
 *
 * @param madeAt when it was complete
 * @param accounts how many it has
 * @param last the end of the audit log's chain
 * @param keys fingerprints of the keys that belong to it, by their ids; they disclose nothing
 */
public record BackupFacts(Instant madeAt, long accounts, LastEvent last, Map<String, String> keys) {
  private static final String KEY = "key.";

  /** Whatever the umask is. */
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Writes the file at once, so that it exists only if it is complete. */
  void write(Path file) throws IOException {
    Properties lines = new Properties();
    lines.setProperty("made-at", madeAt.toString());
    lines.setProperty("accounts", Long.toString(accounts));
    lines.setProperty("last-event", Long.toString(last.number()));
    lines.setProperty("last-event-hash", last.hash());
    keys.forEach((id, print) -> lines.setProperty(KEY + id, print));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, OWNER_ONLY);
    try (Writer writer = Files.newBufferedWriter(next)) {
      lines.store(writer, "A backup of Sallyport's embedded database: ./sallyport restore FOLDER");
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads the facts of a backup.
   *
   * @throws BackupRefused if there is no complete backup
   */
  static BackupFacts of(BackupFolder folder) throws BackupRefused, IOException {
    if (Files.notExists(folder.facts())) {
      throw new BackupRefused("there is no complete backup in " + folder.path());
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.facts())) {
      lines.load(reader);
      return of(lines);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new BackupRefused(folder.facts() + " is not readable", e);
    }
  }

  private static BackupFacts of(Properties lines) {
    Map<String, String> keys = new TreeMap<>();
    for (String name : lines.stringPropertyNames()) {
      if (name.startsWith(KEY)) {
        keys.put(name.substring(KEY.length()), lines.getProperty(name));
      }
    }
    return new BackupFacts(
        Instant.parse(required(lines, "made-at")),
        Long.parseLong(required(lines, "accounts")),
        new LastEvent(
            Long.parseLong(required(lines, "last-event")), required(lines, "last-event-hash")),
        keys);
  }

  private static String required(Properties lines, String name) {
    @Nullable String value = lines.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }
}

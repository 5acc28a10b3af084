package org.sallyport.platform.audit.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.audit.AuditCheckpoint;

/**
 * The files to which audit events are exported before they are deleted: one per month, and another
 * one if the last was moved away. Only their owner can read them; nothing that was written is ever
 * replaced.
 */
public final class AuditFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;
  private final boolean make;

  /**
   * Files in a folder.
   *
   * @param make whether the folder is made if it is missing; otherwise nothing is exported
   */
  public AuditFile(Path folder, boolean make) {
    this.folder = folder;
    this.make = make;
  }

  /**
   * The current state of a file.
   *
   * @param length in bytes
   */
  public record Written(String name, long length) {}

  /**
   * Appends lines and returns when they are on disk.
   *
   * @param last the checkpoint before them
   * @param month of their events
   * @param first the number of the first link among them
   */
  public Written append(AuditCheckpoint last, YearMonth month, long first, String lines)
      throws IOException {
    if (make) {
      Files.createDirectories(folder, OWNER_ONLY_FOLDER);
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "the folder for audit events is gone");
    }
    String prefix = "audit-" + month + "-";
    @Nullable String before = last.file();
    if (before != null && before.startsWith(prefix) && holds(before, last.length())) {
      return write(before, last.length(), lines, StandardOpenOption.WRITE);
    }
    return write(unused(prefix + first), 0, lines, StandardOpenOption.CREATE_NEW);
  }

  /** Writes at the last checkpoint; anything after it was left by an interrupted export. */
  private Written write(String name, long length, String lines, StandardOpenOption how)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(name), EnumSet.of(StandardOpenOption.WRITE, how), OWNER_ONLY)) {
      file.truncate(length);
      file.position(length);
      write(file, lines);
      file.force(true);
      syncFolder();
      return new Written(name, file.position());
    }
  }

  private static void write(FileChannel file, String lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** Syncs the folder, so that a new file's name survives a crash. */
  private void syncFolder() throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private boolean holds(String name, long length) throws IOException {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file) && Files.size(file) >= length;
  }

  private String unused(String name) {
    String free = name + ".jsonl";
    for (int i = 2; Files.exists(folder.resolve(free)); i++) {
      free = name + "-" + i + ".jsonl";
    }
    return free;
  }
}

package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Copies PostgreSQL's files while its server writes to them, without those that a server makes anew
 * (PostgreSQL, "Making a Base Backup", and pg_basebackup). Pages that change meanwhile are put
 * right by the write-ahead log, which is copied afterwards.
 */
final class ClusterCopy extends SimpleFileVisitor<Path> {
  private static final Path CONTROL = Path.of("global", "pg_control");

  /** Folders whose content belongs to the running server. */
  private static final Set<String> EMPTY_FOLDERS =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans",
          "log");

  private static final Set<String> LEFT_OUT =
      Set.of(
          "postmaster.pid",
          "postmaster.opts",
          "backup_label",
          "tablespace_map",
          "current_logfiles",
          "postgresql.auto.conf.tmp",
          "pg_internal.init");

  /** Files of a sort, and tables of one session. */
  private static final Pattern TEMPORARY =
      Pattern.compile("pgsql_tmp.*|t\\d+_\\d+(_[a-z]+)?(\\.\\d+)?|pg_internal\\.init\\.\\d+");

  private final Path from;
  private final Path to;

  private ClusterCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /** Copies the files but the log; the control file comes last. */
  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new ClusterCopy(from, to));
    Files.createDirectory(to.resolve("pg_wal").resolve("archive_status"), BackupFolder.OWNER_ONLY);
    CopiedBytes.copy(from.resolve(CONTROL), to.resolve(CONTROL));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    Path name = from.relativize(folder);
    if (TEMPORARY.matcher(folder.getFileName().toString()).matches()) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    Files.createDirectories(to.resolve(name), BackupFolder.OWNER_ONLY);
    return EMPTY_FOLDERS.contains(name.toString())
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    String word = file.getFileName().toString();
    Path name = from.relativize(file);
    if (!name.equals(CONTROL) && !LEFT_OUT.contains(word) && !TEMPORARY.matcher(word).matches()) {
      copyIfThere(file, to.resolve(name));
    }
    return FileVisitResult.CONTINUE;
  }

  /** A table that is dropped meanwhile is dropped again when the log is replayed. */
  private static void copyIfThere(Path file, Path target) throws IOException {
    try {
      CopiedBytes.copy(file, target);
    } catch (NoSuchFileException e) {
      if (!file.toString().equals(e.getFile())) {
        throw e;
      }
    }
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
    if (fault instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw fault;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
      throws IOException {
    if (fault != null && !(fault instanceof NoSuchFileException)) {
      throw fault;
    }
    return FileVisitResult.CONTINUE;
  }
}

package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Copies files so that they are on the disk, and ends within a moment when interrupted. */
final class CopiedBytes {
  private static final long CHUNK = 1L << 20;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private CopiedBytes() {}

  /** Copies the bytes that a file has now; it may grow meanwhile. The copy is its owner's alone. */
  static long copy(Path from, Path to) throws IOException {
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel target =
            FileChannel.open(
                to,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      long size = source.size();
      long done = 0;
      while (done < size) {
        long some = source.transferTo(done, Math.min(CHUNK, size - done), target);
        if (some <= 0) {
          break;
        }
        done += some;
      }
      return done;
    }
  }

  /** Copies a folder that nobody writes to. */
  static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target, BackupFolder.OWNER_ONLY);
        } else {
          copy(file, target);
        }
      }
    }
  }

  /** The size of all files below a folder; those that vanish meanwhile do not count. */
  static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(Path::toFile)
          .filter(java.io.File::isFile)
          .mapToLong(java.io.File::length)
          .sum();
    }
  }

  /**
   * Refuses a file system with too little space.
   *
   * @param needed in bytes
   */
  static void checkSpace(Path folder, long needed) throws BackupRefused, IOException {
    FileStore store = Files.getFileStore(folder);
    if (store.getUsableSpace() < needed) {
      throw new BackupRefused(
          String.format(
              Locale.ROOT,
              "%s has %d MiB free, and about %d MiB are needed",
              folder,
              store.getUsableSpace() >> 20,
              needed >> 20));
    }
  }

  /** Writes the file system's cached data to the disk: one call instead of one for each file. */
  static void sync(Path folder) throws IOException {
    Process sync =
        new ProcessBuilder("sync", "-f", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!sync.waitFor(10, TimeUnit.MINUTES) || sync.exitValue() != 0) {
        throw new IOException(folder + ": what was written is not on the disk");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

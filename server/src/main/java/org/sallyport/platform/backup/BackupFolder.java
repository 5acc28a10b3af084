package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with one backup: {@code postgres/data} with PostgreSQL's files, and {@code
 * backup.properties}, which is written last. The keys are in another folder, {@code FOLDER-keys}.
 *
 * @param path absolute
 */
record BackupFolder(Path path) {
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String UNFINISHED = "unfinished";

  static BackupFolder of(Path path) {
    return new BackupFolder(path.toAbsolutePath().normalize());
  }

  /** Where the copy is made; deleted when it is complete, or has failed. */
  Path unfinished() {
    return path.resolve(UNFINISHED);
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path facts() {
    return path.resolve("backup.properties");
  }

  /** The folder of the keys, apart from the database. */
  Path keys() {
    return path.resolveSibling(path.getFileName() + "-keys");
  }

  Path keyFile() {
    return keys().resolve("keys.txt");
  }

  /**
   * Creates the folder for a backup.
   *
   * @return whether it was missing
   * @throws BackupRefused if there is something in it or in the folder of the keys
   */
  boolean make() throws BackupRefused, IOException {
    refuseIfUsed(path, UNFINISHED);
    refuseIfUsed(keys(), "");
    boolean missing = Files.notExists(path);
    Files.createDirectories(path, OWNER_ONLY);
    return missing;
  }

  /** An interrupted backup may have left an unfinished copy, which does not count. */
  private static void refuseIfUsed(Path folder, String allowed) throws BackupRefused, IOException {
    if (Files.notExists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new BackupRefused(folder + " is no folder");
    }
    if (names(folder).stream().anyMatch(name -> !name.equals(allowed))) {
      throw new BackupRefused(folder + " is not empty: name a new folder for each backup");
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.map(it -> it.getFileName().toString()).toList();
    }
  }
}

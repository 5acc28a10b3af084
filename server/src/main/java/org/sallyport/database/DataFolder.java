package org.sallyport.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder of an installation's data and the places in it that are the database's. */
final class DataFolder {
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;

  DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Makes what is missing. The folder is closed to everyone else, since the program unpacked into
   * it must not be replaced.
   */
  void make() throws IOException {
    Files.createDirectories(postgres(), OWNER_ONLY_FOLDER);
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  /** Where PostgreSQL's files are. That it exists says that they are complete. */
  Path cluster() {
    return postgres().resolve("data");
  }

  /** Where PostgreSQL's files are while they are made for the first time. */
  Path unfinishedCluster() {
    return postgres().resolve("data.new");
  }

  /** Where the program is unpacked. */
  Path program() {
    return postgres().resolve("program");
  }

  Path lock() {
    return postgres().resolve("lock");
  }

  /** What PostgreSQL says while it starts; later it writes to the cluster's own log folder. */
  Path log() {
    return postgres().resolve("start.log");
  }

  Path connection() {
    return postgres().resolve("connection.properties");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}

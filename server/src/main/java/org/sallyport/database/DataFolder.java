package org.sallyport.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The data folder of an installation and the database's paths in it. */
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
   * Creates what is missing. The folder is accessible to its owner only, since nobody else may
   * replace the binaries unpacked into it.
   */
  void make() throws IOException {
    Files.createDirectories(postgres(), OWNER_ONLY_FOLDER);
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  /** PostgreSQL's data directory. It exists only when it is complete. */
  Path cluster() {
    return postgres().resolve("data");
  }

  /** PostgreSQL's data directory while it is initialised. */
  Path unfinishedCluster() {
    return postgres().resolve("data.new");
  }

  /** The folder of the unpacked binaries. */
  Path program() {
    return postgres().resolve("program");
  }

  Path lock() {
    return postgres().resolve("lock");
  }

  /** PostgreSQL's output during startup; later it writes to the cluster's own log folder. */
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

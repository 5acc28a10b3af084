package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The data folder of an installation and the database's paths in it. */
public final class DataFolder {
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;
  private final Path program;

  public DataFolder(Path folder) {
    this(folder, postgres(folder).resolve("program"));
  }

  private DataFolder(Path folder, Path program) {
    this.folder = folder.toAbsolutePath().normalize();
    this.program = program;
  }

  /** The same folder, with the unpacked binaries of another one. */
  DataFolder withProgramOf(DataFolder other) {
    return new DataFolder(folder, other.program);
  }

  /**
   * Creates what is missing. The folder is accessible to its owner only, since nobody else may
   * replace the binaries unpacked into it.
   */
  void make() throws IOException {
    Files.createDirectories(postgres(), OWNER_ONLY_FOLDER);
  }

  Path postgres() {
    return postgres(folder);
  }

  private static Path postgres(Path folder) {
    return folder.toAbsolutePath().normalize().resolve("postgres");
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
    return program;
  }

  Path lock() {
    return postgres().resolve("lock");
  }

  /** PostgreSQL's output during startup; later it writes to the cluster's own log folder. */
  Path log() {
    return postgres().resolve("start.log");
  }

  public Path connection() {
    return postgres().resolve("connection.properties");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}

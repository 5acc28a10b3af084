package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.util.FileSystemUtils;

/** The files of an embedded database on which no server runs. */
public final class EmbeddedData {
  private EmbeddedData() {}

  /** Whether an installation's folder contains a database. */
  public static boolean isIn(Path data) {
    return Files.exists(files(data));
  }

  /** PostgreSQL's data directory in an installation's folder. */
  public static Path files(Path data) {
    return new DataFolder(data).cluster();
  }

  /** When the database was made or restored; empty if there is none. */
  public static Optional<Instant> madeAt(Path data) {
    try {
      // PostgreSQL writes this file once.
      return Optional.of(Files.getLastModifiedTime(files(data).resolve("PG_VERSION")).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Holds an installation's folder until it is closed: no server starts there meanwhile. */
  public interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /**
   * Holds an installation's folder, which is created if it is missing.
   *
   * @throws DataInUse if an application uses it
   */
  public static Held hold(Path data) throws IOException {
    DataFolder folder = new DataFolder(data);
    folder.make();
    return DataDirectoryLock.of(folder).orElseThrow(() -> new DataInUse(folder))::close;
  }

  /**
   * Gives a copy of a database new passwords, without which no server is reached, and lets it use
   * the binaries of the folder that it will be moved into.
   *
   * @param copy a folder whose {@code postgres/data} is the copy
   */
  public static void renewPasswords(Path copy, Path data, RandomValues random) throws IOException {
    DataFolder folder = new DataFolder(copy);
    Path program = Files.createDirectories(new DataFolder(data).program());
    Files.createSymbolicLink(folder.program(), program);
    PasswordRenewal.on(folder, random);
  }

  /**
   * Moves a copy of a database, with its passwords, into an installation's folder on the same file
   * system, which the caller holds and which contains none. The database itself comes last, so that
   * an interrupted move leaves nothing that looks like data.
   */
  public static void moveIn(Path copy, Path data) throws IOException {
    DataFolder from = new DataFolder(copy);
    DataFolder to = new DataFolder(data);
    Files.move(
        from.connection(),
        to.connection(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Files.move(from.cluster(), to.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Deletes the database in an installation's folder with all its data. A server that a killed
   * application left running is stopped first.
   *
   * @throws DataInUse if an application uses the database
   */
  public static void remove(Path data) throws IOException {
    DataFolder folder = new DataFolder(data);
    try (Held _ = hold(data)) {
      stopAndDelete(folder);
    }
  }

  /**
   * Deletes what an interrupted backup or restore left in a folder that it alone uses. A server
   * that runs there is stopped first.
   */
  public static void removeCopy(Path copy) throws IOException {
    stopAndDelete(new DataFolder(copy));
    FileSystemUtils.deleteRecursively(copy);
  }

  /** The same for the database only, in a folder that the caller holds. */
  public static void removeFiles(Path copy) throws IOException {
    DataFolder folder = new DataFolder(copy);
    LeftoverServer.stop(folder.cluster());
    FileSystemUtils.deleteRecursively(folder.cluster());
  }

  private static void stopAndDelete(DataFolder folder) throws IOException {
    LeftoverServer.stop(folder.cluster());
    LeftoverServer.stop(folder.unfinishedCluster());
    FileSystemUtils.deleteRecursively(folder.postgres());
  }
}

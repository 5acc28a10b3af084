package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.sallyport.platform.crypto.KeyFileIds;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.database.embedded.EmbeddedData;
import org.sallyport.platform.database.embedded.EmbeddedServer;
import org.springframework.util.FileSystemUtils;

/**
 * Makes a backup of an installation's embedded database, whether its server runs or not, and of the
 * key file. The copy is recovered by a server of its own and read before it counts, so that a
 * restore only has to copy files.
 */
public final class Backup {
  private final Path data;
  private final Path keyFile;
  private final BackupFolder folder;
  private final RandomValues random;
  private final Clock clock;

  /**
   * A backup to be made.
   *
   * @param data the installation's data folder
   * @param target the folder of the backup, missing or empty
   */
  public Backup(Path data, Path keyFile, Path target, RandomValues random, Clock clock) {
    this.data = data;
    this.keyFile = keyFile;
    this.folder = BackupFolder.of(target);
    this.random = random;
    this.clock = clock;
  }

  /** The folder of the backup's keys. */
  public Path keys() {
    return folder.keys();
  }

  /**
   * Makes the backup.
   *
   * @throws BackupRefused if it was not made; nothing is left of it then
   */
  public BackupFacts make() throws BackupRefused {
    try (Interruption _ = new Interruption()) {
      Map<String, String> prints = KeyFileIds.fingerprints(keyFile);
      boolean missing = folder.make();
      try (EmbeddedData.Held _ = EmbeddedData.hold(folder.unfinished())) {
        return fill(prints, missing);
      }
    } catch (IOException e) {
      throw BackupRefused.of(e);
    } catch (SQLException e) {
      throw new BackupRefused("the database refuses: " + e.getMessage(), e);
    }
  }

  private BackupFacts fill(Map<String, String> prints, boolean missing)
      throws BackupRefused, IOException, SQLException {
    try {
      EmbeddedData.removeFiles(folder.unfinished());
      BackupFacts facts = copyAndCheck(prints);
      copyKeys();
      finish();
      CopiedBytes.sync(folder.path());
      facts.write(folder.facts());
      CopiedBytes.sync(folder.path());
      LastBackup.note(data, facts.madeAt());
      return facts;
    } catch (BackupRefused | IOException | SQLException | RuntimeException e) {
      remove(missing);
      throw e;
    }
  }

  private BackupFacts copyAndCheck(Map<String, String> prints)
      throws SQLException, IOException, BackupRefused {
    LastEvent last;
    try (EmbeddedServer server = EmbeddedServer.of(data, random);
        Connection connection = server.connect()) {
      CopiedBytes.checkSpace(folder.path(), CopiedBytes.size(server.files()));
      last =
          BackupSession.begin(connection)
              .copy(server.files(), EmbeddedData.files(folder.unfinished()));
    }
    try (EmbeddedServer server = startOnCopy();
        Connection connection = server.connect()) {
      return new BackupFacts(clock.instant(), new CopyCheck(connection).check(last), last, prints);
    }
  }

  private EmbeddedServer startOnCopy() throws BackupRefused {
    try {
      return EmbeddedServer.onCopy(folder.unfinished(), data);
    } catch (IOException e) {
      throw ServerLog.refusal(folder.unfinished(), e);
    }
  }

  private void copyKeys() throws IOException {
    Files.createDirectories(folder.keys(), BackupFolder.OWNER_ONLY);
    CopiedBytes.copy(keyFile, folder.keyFile());
    CopiedBytes.sync(folder.keys());
  }

  /** Moves the copy to its place, without what its server left beside it. */
  private void finish() throws IOException {
    Path files = EmbeddedData.files(folder.unfinished());
    Files.deleteIfExists(files.resolve("postmaster.opts"));
    Files.createDirectories(folder.postgres(), BackupFolder.OWNER_ONLY);
    Files.move(
        files, folder.postgres().resolve(files.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    FileSystemUtils.deleteRecursively(folder.unfinished());
  }

  private void remove(boolean whole) throws IOException {
    // Interrupted file operations would fail at once.
    boolean interrupted = Thread.interrupted();
    EmbeddedData.removeCopy(folder.unfinished());
    FileSystemUtils.deleteRecursively(folder.postgres());
    FileSystemUtils.deleteRecursively(folder.keys());
    Files.deleteIfExists(folder.facts());
    if (whole) {
      Files.deleteIfExists(folder.path());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

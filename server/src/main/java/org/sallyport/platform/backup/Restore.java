package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyFileIds;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.database.embedded.EmbeddedData;
import org.springframework.util.FileSystemUtils;

/**
 * Brings a backup back into the data folder of an installation that has no database. What was given
 * out before is ended in the copy, before it takes the place of the database: a code that was used
 * after the backup must not be valid again.
 */
public final class Restore {
  private final BackupFolder backup;
  private final Path backupKeys;
  private final Path data;
  private final Path keyFile;
  private final RandomValues random;

  /**
   * A restore to be made.
   *
   * @param source the folder of a backup
   * @param keys the file with its keys, or the folder of that file; null for the folder that the
   *     backup made
   * @param data the installation's data folder
   * @param keyFile the installation's key file, which is created if it is missing
   */
  public Restore(Path source, @Nullable Path keys, Path data, Path keyFile, RandomValues random) {
    this.backup = BackupFolder.of(source);
    this.backupKeys = keys == null ? backup.keyFile() : fileIn(keys);
    this.data = data.toAbsolutePath().normalize();
    this.keyFile = keyFile.toAbsolutePath().normalize();
    this.random = random;
  }

  private static Path fileIn(Path keys) {
    return Files.isDirectory(keys) ? keys.resolve("keys.txt") : keys;
  }

  /** Ends in a copy of the database what was given out. */
  public interface Ending {
    /**
     * Ends it.
     *
     * @param copy a data folder, whose database nobody else uses
     * @param keys the key file that belongs to it
     * @throws BackupRefused if it did not succeed
     */
    void end(Path copy, Path keys, BackupFacts facts) throws BackupRefused;
  }

  /**
   * Restores the backup.
   *
   * @throws BackupRefused if it was not restored; the data folder is as before then
   */
  public BackupFacts run(Ending ending) throws BackupRefused {
    try (Interruption _ = new Interruption()) {
      BackupFacts facts = BackupFacts.of(backup);
      Path keys = keysFor(facts);
      refuseIfThere();
      boolean missing = Files.notExists(data);
      try (EmbeddedData.Held _ = EmbeddedData.hold(data)) {
        refuseIfThere();
        restore(facts, keys, ending, missing);
        return facts;
      }
    } catch (IOException e) {
      throw BackupRefused.of(e);
    }
  }

  private void restore(BackupFacts facts, Path keys, Ending ending, boolean missing)
      throws BackupRefused, IOException {
    Path copy = data.resolve("restore.unfinished");
    boolean done = false;
    try {
      EmbeddedData.removeCopy(copy);
      copy(copy);
      renewPasswords(copy);
      ending.end(copy, keys, facts);
      CopiedBytes.sync(data);
      moveIn(copy, keys);
      done = true;
    } finally {
      // Files cannot be removed by an interrupted thread.
      boolean interrupted = Thread.interrupted();
      EmbeddedData.removeCopy(copy);
      if (missing && !done) {
        FileSystemUtils.deleteRecursively(data);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void renewPasswords(Path copy) throws BackupRefused {
    try {
      EmbeddedData.renewPasswords(copy, data, random);
    } catch (IOException e) {
      throw ServerLog.refusal(copy, e);
    }
  }

  private void copy(Path copy) throws BackupRefused, IOException {
    CopiedBytes.checkSpace(data, CopiedBytes.size(backup.postgres()));
    Path files = EmbeddedData.files(copy);
    Files.createDirectories(files.getParent(), BackupFolder.OWNER_ONLY);
    CopiedBytes.copyFolder(backup.postgres().resolve(files.getFileName()), files);
  }

  private void moveIn(Path copy, Path keys) throws IOException {
    boolean withKeys = !keys.equals(keyFile);
    try {
      if (withKeys) {
        Files.createDirectories(keyFile.getParent(), BackupFolder.OWNER_ONLY);
        CopiedBytes.copy(keys, keyFile);
      }
      EmbeddedData.moveIn(copy, data);
      CopiedBytes.sync(data);
    } catch (IOException e) {
      if (withKeys && !EmbeddedData.isIn(data)) {
        Files.deleteIfExists(keyFile);
      }
      throw e;
    }
  }

  /** The installation's own key file if there is one, or else that of the backup. */
  private Path keysFor(BackupFacts facts) throws BackupRefused {
    Path keys = Files.exists(keyFile) ? keyFile : backupKeys;
    if (Files.notExists(keys)) {
      throw new BackupRefused(
          "the key file of the backup is not in " + keys.getParent() + ": name it by --keys FILE");
    }
    Map<String, String> there = KeyFileIds.fingerprints(keys);
    for (Map.Entry<String, String> key : facts.keys().entrySet()) {
      if (!key.getValue().equals(there.get(key.getKey()))) {
        throw new BackupRefused(
            keys + " is not the key file of this backup: it lacks its key " + key.getKey());
      }
    }
    return keys;
  }

  private void refuseIfThere() throws BackupRefused {
    if (EmbeddedData.isIn(data)) {
      throw new BackupRefused(
          "there is a database in " + data + ": stop its server and move the folder away first");
    }
  }
}

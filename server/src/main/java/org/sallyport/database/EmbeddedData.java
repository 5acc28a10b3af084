package org.sallyport.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The files of an embedded database on which no server runs. */
public final class EmbeddedData {
  private EmbeddedData() {}

  /** Whether an installation's folder contains a database. */
  public static boolean isIn(Path data) {
    return Files.exists(new DataFolder(data).cluster());
  }

  /**
   * Deletes the database in an installation's folder with all its data. A server that a killed
   * application left running is stopped first.
   *
   * @throws DataInUse if an application uses the database
   */
  public static void remove(Path data) throws IOException {
    DataFolder folder = new DataFolder(data);
    folder.make();
    try (DataDirectoryLock _ =
        DataDirectoryLock.of(folder).orElseThrow(() -> new DataInUse(folder))) {
      LeftoverServer.stop(folder.cluster());
      LeftoverServer.stop(folder.unfinishedCluster());
      FileSystemUtils.deleteRecursively(folder.postgres());
    }
  }
}

package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's binaries, unpacked from the class path into the data folder. */
final class PostgresBinaries {
  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks the binaries if they are missing. The caller must hold the data directory lock.
   *
   * @throws IOException if there are none for this machine, or they cannot be written
   */
  static PostgresBinaries in(Path place) throws IOException {
    URL packed = packed();
    Path folder = place.resolve(name(packed));
    if (Files.notExists(folder)) {
      // Unpacked under a temporary name, so that an interrupted run leaves no incomplete binaries.
      Path unfinished = place.resolve("unfinished");
      FileSystemUtils.deleteRecursively(unfinished);
      Files.createDirectories(unfinished);
      unpack(packed, unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PostgresBinaries(folder);
  }

  Path named(String name) {
    return folder.resolve("bin").resolve(name);
  }

  private static URL packed() throws IOException {
    String machine = System.getProperty("os.arch", "");
    String name = archiveFor(machine);
    URL packed = name.isEmpty() ? null : PostgresBinaries.class.getResource("/" + name);
    if (packed == null) {
      throw new IOException("no bundled PostgreSQL for " + machine + ": set spring.datasource.url");
    }
    return packed;
  }

  private static String archiveFor(String machine) {
    return switch (machine) {
      case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
      case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
      default -> "";
    };
  }

  /** A name that depends on the archive's CRC, which the jar's index contains. */
  private static String name(URL packed) throws IOException {
    if (packed.openConnection() instanceof JarURLConnection jar && jar.getJarEntry() != null) {
      return String.format(Locale.ROOT, "postgres-%08x", jar.getJarEntry().getCrc());
    }
    return "postgres";
  }

  private static void unpack(URL packed, Path target) throws IOException {
    try (InputStream file = packed.openStream();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("an archive entry lies outside its folder: " + entry.getName());
        }
        unpack(entry, tar, path);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      unpackFile(entry, content, path);
    }
  }

  private static void unpackFile(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    Files.copy(content, path);
    if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, false)) {
      throw new IOException(path + " cannot be made executable");
    }
  }
}

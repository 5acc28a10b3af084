package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The DICOM objects that {@code web/viewer/test/expected/objects.py} makes with pydicom. */
final class MadeObjects {
  private static final Path SCRIPT =
      Path.of(System.getProperty("basedir", ""), "../web/viewer/test/expected/objects.py");

  private MadeObjects() {}

  /** Makes the objects in a folder; returns their files in the order of the names. */
  static List<String> in(Path folder, List<String> names) {
    try {
      Process process =
          new ProcessBuilder(
                  "/usr/bin/python3",
                  SCRIPT.normalize().toString(),
                  folder.toAbsolutePath().toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return names.stream()
        .map(name -> folder.toAbsolutePath().resolve(name + ".dcm").toString())
        .toList();
  }
}

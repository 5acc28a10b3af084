package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The DICOM objects that {@code web/viewer/test/expected/objects.py} makes with pydicom. */
final class MadeObjects {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", ""), "../web/viewer/test/expected");

  private MadeObjects() {}

  /** Makes the objects in a folder; returns their files in the order of the names. */
  static List<String> in(Path folder, List<String> names) {
    return make("objects.py", folder, names);
  }

  /** Makes the images of a computed phantom, by {@code phantom.py}. */
  static List<String> phantom(Path folder, String series, int images) {
    return make(
        "phantom.py",
        folder,
        IntStream.range(0, images).mapToObj(i -> "%s-%02d".formatted(series, i)).toList());
  }

  private static List<String> make(String script, Path folder, List<String> names) {
    try {
      Process process =
          new ProcessBuilder(
                  "/usr/bin/python3",
                  SCRIPTS.resolve(script).normalize().toString(),
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

package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What numpy finds in a region of an image, by {@code web/viewer/test/expected/regions.py}.
 *
 * @param area in mm²
 */
record ExpectedRegion(double area, double mean, double deviation, double least, double most) {
  private static final Path SCRIPT =
      Path.of(System.getProperty("basedir", ""), "../web/viewer/test/expected/regions.py");

  /**
   * A region.
   *
   * @param points columns and rows from the upper left corner of the first pixel
   */
  record Shape(String kind, List<List<Double>> points) {}

  static List<ExpectedRegion> of(Path file, List<Shape> shapes) {
    JsonMapper json = new JsonMapper();
    try {
      Process process =
          new ProcessBuilder("/usr/bin/python3", SCRIPT.normalize().toString(), file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(json.writeValueAsString(shapes).getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return List.of(json.readValue(said, ExpectedRegion[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

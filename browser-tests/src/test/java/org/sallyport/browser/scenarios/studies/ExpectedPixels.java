package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * What other programs decode of a sample, written by {@code web/viewer/test/expected/pixels.py}.
 *
 * @param frame from 1
 * @param tolerance how much each value may differ
 * @param points column, row, and the value or red, green and blue
 */
record ExpectedPixels(
    String file,
    String modality,
    String syntax,
    int frame,
    double tolerance,
    List<List<Double>> points) {

  static List<ExpectedPixels> all() {
    try (InputStream in = ExpectedPixels.class.getResourceAsStream("/viewer/pixels.json")) {
      return List.of(
          new JsonMapper().readValue(Objects.requireNonNull(in), ExpectedPixels[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values of a series of samples in three planes, written by {@code
 * web/viewer/test/expected/planes.py}.
 *
 * @param files the objects of the series
 * @param tolerance how much each value may differ
 * @param planes for each plane points: x, y and z in mm in the patient's axes, and the value
 * @param slabs the same of slabs, by the words that choose them
 */
record ExpectedPlanes(
    List<String> files,
    double tolerance,
    Map<String, List<List<Double>>> planes,
    Map<String, Map<String, List<List<Double>>>> slabs) {

  static List<ExpectedPlanes> all() {
    try (InputStream in = ExpectedPlanes.class.getResourceAsStream("/viewer/planes.json")) {
      return List.of(
          new JsonMapper().readValue(Objects.requireNonNull(in), ExpectedPlanes[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

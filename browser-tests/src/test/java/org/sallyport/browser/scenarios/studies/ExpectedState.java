package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How another program draws an image with a presentation state that {@code
 * web/viewer/test/expected/states.py} makes, written by {@code
 * web/viewer/test/expected/statepictures.py}. Places are pixels of what the state shows, from its
 * upper left corner.
 *
 * @param size columns and rows of what is shown; null if the viewer refuses the state
 * @param points column, row and the grey
 * @param drawings the ends of what is drawn, by its kind; null if nothing is
 * @param words where the box for the text begins; null if there is none
 * @param refused what the state has that the viewer does not draw; null if it draws all of it
 */
record ExpectedState(
    String label,
    @Nullable List<Double> size,
    @Nullable List<List<Double>> points,
    @Nullable Map<String, List<List<Double>>> drawings,
    @Nullable List<Double> words,
    @Nullable String refused) {

  static List<ExpectedState> all() {
    try (InputStream in = ExpectedState.class.getResourceAsStream("/viewer/states.json")) {
      return List.of(new JsonMapper().readValue(Objects.requireNonNull(in), ExpectedState[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the viewer calls it. */
  String name() {
    return label + ", 21 Nov 2026, by Vuurtoren, Emile";
  }
}

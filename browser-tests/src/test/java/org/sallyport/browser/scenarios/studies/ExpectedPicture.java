package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How another program draws an object that {@code web/viewer/test/expected/objects.py} makes,
 * written by {@code web/viewer/test/expected/pictures.py}.
 *
 * @param frame from 1
 * @param points column, row, and the grey or red, green and blue; null if the viewer refuses it
 * @param shape the proportions in which it is drawn; null for those of its columns and rows
 * @param length of 40 columns, in the unit; null if it is not measured
 * @param refused why the viewer shows no picture; null if it does
 */
record ExpectedPicture(
    String name,
    int frame,
    @Nullable List<List<Double>> points,
    @Nullable List<Double> shape,
    @Nullable Double length,
    @Nullable String unit,
    @Nullable String refused) {
  static final double COLUMNS = 56;
  static final double ROWS = 48;

  static List<ExpectedPicture> all() {
    try (InputStream in = ExpectedPicture.class.getResourceAsStream("/viewer/pictures.json")) {
      return List.of(
          new JsonMapper().readValue(Objects.requireNonNull(in), ExpectedPicture[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Width and height of the picture in any unit. */
  List<Double> proportions() {
    return shape == null ? List.of(COLUMNS, ROWS) : shape;
  }

  @Override
  public String toString() {
    return name + (frame == 1 ? "" : ", frame " + frame);
  }
}

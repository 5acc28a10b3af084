package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How another program draws an object that {@code web/viewer/test/expected/matrix.py} makes, or
 * what a line over it measures, written by {@code web/viewer/test/expected/pictures.py}.
 *
 * @param object what it is, in words
 * @param frame from 1
 * @param preset what is chosen from the list of windows; null for nothing
 * @param tool what it was compared with; null if the viewer refuses it
 * @param points column, row, and the grey or red, green and blue; null if it is not compared
 * @param allowed how much each grey may differ; null for 1
 * @param values column, row and the value that is said of it; null if none are compared
 * @param shape the proportions in which it is drawn; null for those of its columns and rows
 * @param line column and row of its ends, from the edges of the image; null if none is measured
 * @param length of the line, in the unit; null if it has none, and the unit says so
 * @param second what it is downwards if that is another quantity; the length is along a row then
 * @param refused why the viewer shows no picture; null if it does
 */
record ExpectedPicture(
    String name,
    String object,
    int frame,
    @Nullable String preset,
    @Nullable String tool,
    @Nullable List<List<Double>> points,
    @Nullable Double allowed,
    @Nullable List<List<Double>> values,
    @Nullable List<Double> shape,
    @Nullable List<Double> line,
    @Nullable Double length,
    @Nullable String unit,
    @Nullable Quantity second,
    @Nullable String refused) {
  /** A number and its unit. */
  record Quantity(double length, String unit) {}

  static final double COLUMNS = 56;
  static final double ROWS = 48;

  static List<ExpectedPicture> pictures() {
    return all().stream().filter(it -> it.line() == null).toList();
  }

  static List<ExpectedPicture> lengths() {
    return all().stream().filter(it -> it.line() != null).toList();
  }

  private static List<ExpectedPicture> all() {
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

  /** Its object and frame, which are shown once for all that is chosen there. */
  String image() {
    return name + " " + frame;
  }

  @Override
  public String toString() {
    return name
        + (frame == 1 ? "" : ", frame " + frame)
        + (preset == null ? "" : ", \"" + preset + "\"");
  }
}

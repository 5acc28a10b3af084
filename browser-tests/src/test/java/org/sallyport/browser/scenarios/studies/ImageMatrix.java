package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of docs/image-matrix.md, made of what a test found. */
final class ImageMatrix {
  private static final Path FILE =
      Path.of(System.getProperty("basedir", ""), "../docs/image-matrix.md").normalize();

  /** The page has what is found at ratio 1; at others it may be anything that is allowed. */
  private static final boolean IS_OTHER_RATIO =
      !System.getProperty("browser.ratio", "1").equals("1");

  private static final String COLUMNS =
      """
      | object | expected | shown | compared with | allowed | found at most |
      | --- | --- | --- | --- | --- | --- |
      """;

  private final String heading;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A row.
   *
   * @param allowed how much the picture or the length may differ, in its unit
   * @param found how much it differs
   */
  record Row(
      String object,
      String expected,
      String shown,
      String comparedWith,
      int allowed,
      int found,
      String unit) {
    private String start() {
      return "| %s | %s | %s | %s | %s |".formatted(object, expected, shown, comparedWith, most())
          + " ";
    }

    private String most() {
      return unit.isEmpty() ? "none" : allowed + unit;
    }

    /** What differs by less on this machine than on the one that wrote the page is as written. */
    private String written(int before) {
      boolean isAsBefore = before >= found || (IS_OTHER_RATIO && found <= allowed && before >= 0);
      int most = isAsBefore && before <= allowed ? before : found;
      return start() + (unit.isEmpty() ? "none" : most + unit) + " |\n";
    }
  }

  ImageMatrix(String heading) {
    this.heading = "## " + heading + "\n\n";
  }

  void add(Row row) {
    rows.add(row);
  }

  /** Fails if the page does not say what was found; writes it if the test is told to. */
  void isWritten() {
    String page = read();
    assertThat(page).contains(heading);
    int from = page.indexOf(heading) + heading.length();
    int next = page.indexOf("\n## ", from);
    int to = next < 0 ? page.length() : next;
    Map<String, Integer> before = before(page.substring(from, to));
    StringBuilder table = new StringBuilder(COLUMNS);
    rows.forEach(row -> table.append(row.written(before.getOrDefault(row.start(), -1))));
    String written = page.substring(0, from) + table + page.substring(to);
    if (Boolean.getBoolean("matrix.write")) {
      write(written);
    }
    assertThat(FILE).as("write it anew as its head says").hasContent(written);
  }

  /** What the page says was found, by the rest of the row. */
  private static Map<String, Integer> before(String table) {
    Map<String, Integer> found = new HashMap<>();
    for (String line : table.lines().filter(it -> it.startsWith("| ")).toList()) {
      int at = line.lastIndexOf("| ") + 2;
      String number = line.substring(at).replaceFirst(" .*", "").replaceAll("[^0-9]", "");
      if (!number.isEmpty()) {
        found.put(line.substring(0, at), Integer.parseInt(number));
      }
    }
    return found;
  }

  private static String read() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String page) {
    try {
      Files.writeString(FILE, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

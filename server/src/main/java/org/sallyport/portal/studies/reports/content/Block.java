package org.sallyport.portal.studies.reports.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a report as a page shows it.
 *
 * @param kind "section", "facts", "numbers" or "text"
 * @param level of the heading, from 2
 * @param title the heading; empty for none
 * @param text paragraphs of a text; empty for the other kinds
 * @param lines of facts and numbers
 * @param below what belongs to it
 */
public record Block(
    String kind, int level, String title, String text, List<Line> lines, List<Block> below) {

  /**
   * A name and its value.
   *
   * @param unit empty if it has none
   * @param href where the object can be seen; null if it cannot
   * @param image where the image that was measured on can be seen; null if it cannot
   */
  public record Line(
      String name,
      String value,
      String unit,
      @Nullable String href,
      @Nullable String image,
      List<Block> below) {}

  /** Whether one of the lines has an image that was measured on. */
  public boolean hasImages() {
    return lines.stream().anyMatch(line -> line.image() != null);
  }

  static Block section(int level, String title, List<Block> below) {
    return new Block("section", level, title, "", List.of(), below);
  }

  static Block lines(String kind, int level, List<Line> lines) {
    return new Block(kind, level, "", "", List.copyOf(lines), List.of());
  }

  static Block text(int level, String title, String text, List<Block> below) {
    return new Block("text", level, title, text, List.of(), below);
  }
}

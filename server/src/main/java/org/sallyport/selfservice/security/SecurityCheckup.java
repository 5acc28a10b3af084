package org.sallyport.selfservice.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How safe an account is, and the one next step.
 *
 * @param next null if nothing is left to do
 */
public record SecurityCheckup(Half keepsOut, Half letsIn, @Nullable Step next) {

  /**
   * One of two halves: what keeps others out, what lets the owner back in.
   *
   * @param grade in a word or two
   * @param good whether nothing is missing
   */
  public record Half(String grade, boolean good, List<Point> points) {}

  /** A point that is met, or is not. */
  public record Point(String text, boolean met) {}

  /**
   * What to do next.
   *
   * @param title what it is
   * @param why one sentence
   * @param path where it is done
   * @param verb on the button
   */
  public record Step(String title, String why, String path, String verb) {}
}

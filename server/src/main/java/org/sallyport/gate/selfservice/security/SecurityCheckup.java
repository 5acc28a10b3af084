package org.sallyport.gate.selfservice.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An assessment of an account's security, and the next recommended step.
 *
 * @param keepsOut protection against sign-ins by others
 * @param letsIn the owner's ability to recover access
 * @param next null if nothing is left to do
 */
public record SecurityCheckup(Half keepsOut, Half letsIn, @Nullable Step next) {

  /**
   * One half of the assessment.
   *
   * @param grade one or two words
   * @param good whether nothing is missing
   */
  public record Half(String grade, boolean good, List<Point> points) {}

  /** A criterion that is met or not. */
  public record Point(String text, boolean met) {}

  /**
   * The next recommended step.
   *
   * @param title what to do
   * @param why the reason, in one sentence
   * @param path the page on which it is done
   * @param verb the button's text
   */
  public record Step(String title, String why, String path, String verb) {}
}

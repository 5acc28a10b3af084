package org.sallyport.platform.examination;

import java.util.Locale;

/**
 * One line about a part of the installation.
 *
 * @param subject the part, for example "mail"
 * @param text for operators, without secrets
 */
public record Finding(String subject, Severity severity, String text) {

  /** How bad it is. */
  public enum Severity {
    /** As it must be. */
    OK,
    /** Works, with a loss that the operator may have chosen. */
    WARNING,
    /** Does not work, or is not safe. */
    ERROR
  }

  public Finding {
    text = text.replaceAll("\\s+", " ").strip();
  }

  public static Finding sound(String subject, String text) {
    return new Finding(subject, Severity.OK, text);
  }

  public static Finding warning(String subject, String text) {
    return new Finding(subject, Severity.WARNING, text);
  }

  public static Finding error(String subject, String text) {
    return new Finding(subject, Severity.ERROR, text);
  }

  public boolean isSound() {
    return severity == Severity.OK;
  }

  /** For example "error mail no host of the name smtp.example is found". */
  public String line() {
    return String.format(
        Locale.ROOT, "%-8s %-15s %s", severity.name().toLowerCase(Locale.ROOT), subject, text);
  }
}

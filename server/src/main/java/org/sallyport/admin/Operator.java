package org.sallyport.admin;

import java.util.Locale;

/** Who sits at the command line, as the audit log names them. */
final class Operator {
  private Operator() {}

  /** For example "command line (ann)". */
  static String name() {
    return String.format(
        Locale.ROOT, "command line (%s)", System.getProperty("user.name", "unknown"));
  }
}

package org.sallyport.admin;

/** Who sits at the command line, as the audit log names them. */
final class Operator {
  private Operator() {}

  /** For example "command line (ann)". */
  static String name() {
    return "command line (%s)".formatted(System.getProperty("user.name", "unknown"));
  }
}

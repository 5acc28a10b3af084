package org.sallyport.staff.admin;

import java.io.Serial;

/** A command with invalid syntax. Its message is one line for the operator. */
final class BadUsage extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BadUsage(String line) {
    super(line);
  }

  /** The line for the operator. */
  String line() {
    String line = getMessage();
    return line == null ? "" : line;
  }
}

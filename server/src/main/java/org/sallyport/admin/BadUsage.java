package org.sallyport.admin;

import java.io.Serial;

/** A command that cannot be carried out as it is put. Its message is one line for the person. */
final class BadUsage extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BadUsage(String line) {
    super(line);
  }

  /** The line for the person. */
  String line() {
    String line = getMessage();
    return line == null ? "" : line;
  }
}

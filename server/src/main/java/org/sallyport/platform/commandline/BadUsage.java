package org.sallyport.platform.commandline;

import java.io.Serial;

/** A command with invalid syntax. Its message is one line for the operator. */
public final class BadUsage extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public BadUsage(String line) {
    super(line);
  }

  /** The line for the operator. */
  public String line() {
    String line = getMessage();
    return line == null ? "" : line;
  }
}

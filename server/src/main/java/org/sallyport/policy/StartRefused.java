package org.sallyport.policy;

import java.io.Serial;
import java.util.Optional;

/**
 * Sallyport does not start because of its settings or their consequences; the message is one line
 * for the operator.
 */
public class StartRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StartRefused(String line) {
    super(line);
  }

  public StartRefused(String line, Throwable cause) {
    super(line, cause);
  }

  /** The line for the operator on a failed start; empty if the cause is an unexpected fault. */
  public static Optional<String> lineOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String line = StartFault.line(cause);
      if (line != null) {
        return Optional.of(line.replaceAll("\\s+", " ").strip());
      }
    }
    return Optional.empty();
  }
}

package org.sallyport.policy;

import java.io.Serial;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.web.server.PortInUseException;

/**
 * The settings are such that Sallyport does not start; the message is one line for the operator.
 */
public class StartRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StartRefused(String line) {
    super(line);
  }

  /** What the operator is told of a failed start; empty if it failed by a fault. */
  public static Optional<String> lineOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused refused) {
        return Optional.ofNullable(refused.getMessage());
      }
      if (cause instanceof PortInUseException taken) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "port %d is taken, see server.port and management.server.port",
                taken.getPort()));
      }
    }
    return Optional.empty();
  }
}

package org.sallyport.platform.policy.start;

import java.io.Serial;
import java.util.Optional;

/**
 * Sallyport does not start because of its settings or their consequences; the message is one line
 * for the operator.
 */
public class StartRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private static final int EXIT_MISTAKE = 2;

  /** EX_TEMPFAIL of sysexits.h. */
  private static final int EXIT_TEMPORARY = 75;

  public StartRefused(String line) {
    super(line);
  }

  public StartRefused(String line, Throwable cause) {
    super(line, cause);
  }

  /** The line for the operator on a failed start; empty if the cause is an unexpected fault. */
  public static Optional<String> lineOf(Throwable failure) {
    return faultOf(failure).map(fault -> fault.line().replaceAll("\\s+", " ").strip());
  }

  /**
   * The exit code after a failed start: 75 if the cause is temporary, so that the start is tried
   * again, otherwise 2.
   */
  public static int exitCode(Throwable failure) {
    return faultOf(failure).filter(StartFault::canPass).isPresent() ? EXIT_TEMPORARY : EXIT_MISTAKE;
  }

  private static Optional<StartFault> faultOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      StartFault fault = StartFault.of(cause);
      if (fault != null) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}

package org.sallyport.staff.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.dao.PessimisticLockingFailureException;

/** Formats an exception as one line for the operator. */
final class CommandFaults {
  private CommandFaults() {}

  /**
   * The line.
   *
   * @param area the first word of the command
   */
  static String line(String area, RuntimeException fault) {
    if (fault instanceof PessimisticLockingFailureException) {
      return area + ": the account is locked by another operation; try again";
    }
    Optional<String> known = StartRefused.lineOf(fault);
    if (known.isPresent()) {
      return area + ": " + known.get();
    }
    String words = rootMessage(fault);
    return area + ": " + words.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
  }

  /** The message of the first cause, or its type if it has none. */
  private static String rootMessage(RuntimeException fault) {
    Throwable root = fault;
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}

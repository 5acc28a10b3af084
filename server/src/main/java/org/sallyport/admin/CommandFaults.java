package org.sallyport.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.policy.StartRefused;
import org.springframework.dao.PessimisticLockingFailureException;

/** Formats an exception as one line for the operator. */
final class CommandFaults {
  private CommandFaults() {}

  static String line(RuntimeException fault) {
    if (fault instanceof PessimisticLockingFailureException) {
      return "account: somebody else is at work on that account; try again";
    }
    Optional<String> known = StartRefused.lineOf(fault);
    if (known.isPresent()) {
      return "account: " + known.get();
    }
    Throwable root = fault;
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    String message = root.getMessage();
    String words = message == null ? root.getClass().getSimpleName() : message;
    return "account: " + words.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
  }
}

package org.sallyport.platform.examination;

import java.io.InterruptedIOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.springframework.core.NestedExceptionUtils;

/** What operators read of an exception. */
public final class FailureWords {
  private FailureWords() {}

  /** The first cause in words, without the name of a class unless there is nothing else. */
  public static String of(Throwable failure) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
    return switch (cause) {
      case InterruptedIOException late -> "no answer in time";
      case TimeoutException late -> "no answer in time";
      case CertificateExpiredException old -> "it has expired (" + old.getMessage() + ")";
      case CertificateNotYetValidException young ->
          "it is not valid yet (" + young.getMessage() + ")";
      default -> Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    };
  }
}

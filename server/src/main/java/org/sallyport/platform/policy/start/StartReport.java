package org.sallyport.platform.policy.start;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Suppresses the stack trace of a refused start: the caller prints one line for the operator. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartReport implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    return StartRefused.lineOf(failure).isPresent();
  }
}

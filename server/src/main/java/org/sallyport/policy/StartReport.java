package org.sallyport.policy;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps the trace of a refused start to itself: whoever started it tells the operator one line. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartReport implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    return StartRefused.lineOf(failure).isPresent();
  }
}

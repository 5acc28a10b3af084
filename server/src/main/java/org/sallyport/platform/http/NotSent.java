package org.sallyport.platform.http;

import java.io.IOException;

/** There was no connection, or its encryption was not agreed on, so that nothing was sent. */
public final class NotSent extends IOException {
  private static final long serialVersionUID = 1L;

  NotSent(IOException reason) {
    super(reason.getMessage(), reason);
  }

  /** Why there was no answer: the reason of a {@link NotSent}, or the failure itself. */
  public static IOException reason(IOException failure) {
    return failure instanceof NotSent it && it.getCause() instanceof IOException reason
        ? reason
        : failure;
  }
}

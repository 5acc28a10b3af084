package org.sallyport.access;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The answer to what is refused by a limit: 429, with the time after which it may be tried again.
 */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * Sets status and header.
   *
   * @param seconds until then; at least one is said
   */
  public static void set(HttpServletResponse response, long seconds) {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
  }
}

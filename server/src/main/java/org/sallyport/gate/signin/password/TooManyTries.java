package org.sallyport.gate.signin.password;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The response to a throttled sign-in that was not verified. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TooManyTries {
  private final Clock clock;

  /**
   * Sets the status 429 and Retry-After.
   *
   * @param until the time at which the next try is allowed
   * @return the message for the page
   */
  public String answer(HttpServletResponse response, Instant until) {
    long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    return Messages.text("signin.throttled", DurationText.toWait(seconds));
  }
}

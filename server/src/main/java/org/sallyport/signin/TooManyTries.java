package org.sallyport.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sallyport.installation.DurationText;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How a try at the first door is answered that was not looked at, for there were too many. */
@Component
class TooManyTries {
  private final Clock clock;

  TooManyTries(Clock clock) {
    this.clock = clock;
  }

  /**
   * Answers 429.
   *
   * @param until the moment at which the next try may come
   * @return what the page says
   */
  String answer(HttpServletResponse response, Instant until) {
    long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    return "Too many tries. This one was not looked at. Wait "
        + DurationText.toWait(seconds)
        + ", then try again.";
  }
}

package org.sallyport.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.installation.DurationText;
import org.sallyport.session.SessionProperties;
import org.sallyport.signin.SignInPaths;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Adds what the warning before the end of a session needs to the pages of a session (WCAG 2.2,
 * 2.2.1).
 */
@ControllerAdvice
class StayAdvice {
  private static final Duration WARNING_PERIOD = Duration.ofMinutes(2);

  /** The last use is stored at most once a minute, so the session may end that much earlier. */
  private static final Duration LAST_SEEN_INTERVAL = Duration.ofMinutes(1);

  private final SessionProperties times;

  StayAdvice(SessionProperties times) {
    this.times = times;
  }

  /**
   * The data of the warning.
   *
   * @param firstLook seconds until the script polls for the first time
   * @param warning seconds before the end at which the script warns
   * @param max maximum duration of a session, in words
   * @param page the page to return to from the response to a form; null to use the current address
   */
  public record Stay(long firstLook, long warning, String max, @Nullable String page) {}

  @ModelAttribute("stay")
  @Nullable Stay stay(HttpServletRequest request) {
    if (!request.isUserInRole("SIGNED_IN") && !request.isUserInRole("CHANGES_PASSWORD")) {
      return null;
    }
    Duration first = times.idle().minus(WARNING_PERIOD).minus(LAST_SEEN_INTERVAL);
    return new Stay(
        Math.max(1, first.toSeconds()),
        WARNING_PERIOD.toSeconds(),
        DurationText.words(times.max()),
        request.getMethod().equals("POST") ? formsPage(request) : null);
  }

  private static String formsPage(HttpServletRequest request) {
    return Objects.requireNonNullElse(ReturnPage.of(request.getRequestURI()), SignInPaths.LOGIN);
  }
}

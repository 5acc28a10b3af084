package org.sallyport.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.installation.DurationText;
import org.sallyport.session.SessionProperties;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the pages of a session what warns before it ends (WCAG 2.2, 2.2.1). */
@ControllerAdvice
class StayAdvice {
  private static final Duration WARNING = Duration.ofMinutes(2);

  /** Use is written once a minute, so the end may come that much earlier. */
  private static final Duration WRITTEN = Duration.ofMinutes(1);

  private final SessionProperties times;

  StayAdvice(SessionProperties times) {
    this.times = times;
  }

  /**
   * What the warning needs.
   *
   * @param firstLook seconds after which the script asks for the first time
   * @param warning seconds before the end at which it warns
   * @param max how long a session lasts at most, in words
   * @param page that an answer to a form leads back to; null where the page's own address does
   */
  public record Stay(long firstLook, long warning, String max, @Nullable String page) {}

  @ModelAttribute("stay")
  @Nullable Stay stay(HttpServletRequest request) {
    if (!request.isUserInRole("SIGNED_IN") && !request.isUserInRole("CHANGES_PASSWORD")) {
      return null;
    }
    Duration first = times.idle().minus(WARNING).minus(WRITTEN);
    return new Stay(
        Math.max(1, first.toSeconds()),
        WARNING.toSeconds(),
        DurationText.words(times.max()),
        request.getMethod().equals("POST") ? formsPage(request) : null);
  }

  private static String formsPage(HttpServletRequest request) {
    return Objects.requireNonNullElse(ReturnPage.of(request.getRequestURI()), "/login");
  }
}

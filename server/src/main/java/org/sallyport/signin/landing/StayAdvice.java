package org.sallyport.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Visitor;
import org.sallyport.installation.DurationText;
import org.sallyport.session.SessionProperties;
import org.sallyport.session.open.Stay;
import org.sallyport.signin.SignInPaths;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Adds to the pages of a session what their scripts need before its end (WCAG 2.2, 2.2.1), and
 * after it.
 */
@ControllerAdvice
class StayAdvice {
  private final SessionProperties times;

  StayAdvice(SessionProperties times) {
    this.times = times;
  }

  @ModelAttribute("stay")
  @Nullable Stay stay(
      @AuthenticationPrincipal @Nullable Visitor visitor, HttpServletRequest request) {
    boolean session = request.isUserInRole("SIGNED_IN") || request.isUserInRole("CHANGES_PASSWORD");
    return visitor == null || !session
        ? null
        : Stay.signedIn(
            visitor.signIn().toString(),
            times,
            DurationText.words(times.max()),
            request.getMethod().equals("POST") ? formsPage(request) : null);
  }

  private static String formsPage(HttpServletRequest request) {
    return Objects.requireNonNullElse(ReturnPage.of(request.getRequestURI()), SignInPaths.LOGIN);
  }
}

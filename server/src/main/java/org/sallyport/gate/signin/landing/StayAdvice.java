package org.sallyport.gate.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.open.Stay;
import org.sallyport.gate.signin.SignInPaths;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.DurationText;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Adds to the pages of a session what their scripts need before its end (WCAG 2.2, 2.2.1), and
 * after it.
 */
@ControllerAdvice
@RequiredArgsConstructor
class StayAdvice {
  private final SessionProperties times;

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

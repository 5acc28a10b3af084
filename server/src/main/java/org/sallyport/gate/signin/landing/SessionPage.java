package org.sallyport.gate.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.SessionLimits;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.gate.session.open.OpenPages;
import org.sallyport.gate.session.open.PageState;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.access.annotations.ForOpenSession;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the scripts of a page how long the session lasts, so that they warn before its end, and
 * when it has ended, so that they clear the page. Polling is not use of the session; "Stay signed
 * in" is (rule 34).
 */
@RestController
@ForOpenSession
@RequiredArgsConstructor
class SessionPage {
  private final SessionLimits limits;
  private final OpenPages pages;

  /**
   * The remaining time of a session, in seconds.
   *
   * @param token form token for "Stay signed in": a step-up in another tab may have changed it
   */
  record Left(long idle, long max, String token) {
    @Override
    public String toString() {
      return "Left[" + idle + ", " + max + "]";
    }
  }

  @GetMapping("/session/left")
  ResponseEntity<Left> left(@AuthenticationPrincipal Visitor visitor, CsrfToken token) {
    return limits
        .left(visitor.signIn())
        .map(
            it ->
                ResponseEntity.ok(
                    new Left(seconds(it.idle()), seconds(it.max()), token.getToken())))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED).build());
  }

  /** Extends the session: the request itself counts as use. */
  @PostMapping("/session/stay")
  ResponseEntity<Left> stay(@AuthenticationPrincipal Visitor visitor, CsrfToken token) {
    return left(visitor, token);
  }

  /** For a page that checks whether it may still be shown; 200 for a stranger, too. */
  @GetMapping("/session/state")
  @ForAnyone
  PageState state(HttpServletRequest request) {
    return pages.state(SignInCookies.session(request));
  }

  /** The same, answered when the session ends: 25 seconds later at the most. */
  @GetMapping("/session/end")
  @ForAnyone
  CompletableFuture<PageState> end(HttpServletRequest request) {
    return pages.next(SignInCookies.session(request));
  }

  private static long seconds(Duration left) {
    return Math.max(0, left.toSeconds());
  }
}

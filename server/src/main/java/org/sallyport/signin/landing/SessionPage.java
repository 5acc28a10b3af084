package org.sallyport.signin.landing;

import java.time.Duration;
import org.sallyport.access.Visitor;
import org.sallyport.access.annotations.ForOpenSession;
import org.sallyport.session.SessionLimits;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the page's script, which warns before a session ends, how long the session lasts. Polling
 * is not use of the session; "Stay signed in" is (rule 34).
 */
@RestController
@ForOpenSession
class SessionPage {
  private final SessionLimits limits;

  SessionPage(SessionLimits limits) {
    this.limits = limits;
  }

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

  private static long seconds(Duration left) {
    return Math.max(0, left.toSeconds());
  }
}

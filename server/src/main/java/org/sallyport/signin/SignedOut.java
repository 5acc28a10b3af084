package org.sallyport.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.installation.DurationText;
import org.sallyport.session.SessionLimits;
import org.sallyport.session.SessionProperties;
import org.sallyport.session.SignInCookies;
import org.springframework.stereotype.Component;

/** Explains on the sign-in page why the session or attempt ended (rule 34). */
@Component
class SignedOut {
  private final SessionLimits limits;
  private final SessionProperties times;

  SignedOut(SessionLimits limits, SessionProperties times) {
    this.limits = limits;
    this.times = times;
  }

  /** The explanation; null if nothing was open in this browser. */
  @Nullable String words(HttpServletRequest request) {
    Optional<SessionLimits.End> end = SignInCookies.session(request).flatMap(limits::end);
    if (end.isPresent()) {
      return words(end.get())
          + (LandingCookie.read(request) == null ? "" : " Sign in to go on where you were.");
    }
    return SignInCookies.attempt(request).filter(limits::tookTooLong).isPresent()
        ? "Your sign-in took too long. Start again with your password."
        : null;
  }

  private String words(SessionLimits.End end) {
    return switch (end) {
      case IDLE ->
          "You were signed out after " + DurationText.words(times.idle()) + " without use.";
      case MAX ->
          "You were signed out after "
              + DurationText.words(times.max())
              + ", the longest that a session lasts.";
      case ENDED ->
          "Your session was ended: in another session, by an admin, or by a change of your account.";
    };
  }
}

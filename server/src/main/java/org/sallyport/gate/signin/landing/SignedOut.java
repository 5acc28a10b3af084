package org.sallyport.gate.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SessionLimits;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Explains on the sign-in page why the session or attempt ended (rule 34). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SignedOut {
  private final SessionLimits limits;
  private final SessionProperties times;

  /**
   * The explanation; null if nothing was open in this browser.
   *
   * @param unsent whether a form was sent after the end, and is lost
   */
  public @Nullable String words(HttpServletRequest request, boolean unsent) {
    Optional<SessionLimits.End> end = SignInCookies.session(request).flatMap(limits::end);
    if (end.isPresent() || unsent) {
      return end.map(this::words).orElseGet(() -> Messages.text("signin.signed-out"))
          + (unsent ? " " + Messages.text("signin.ended.unsent") : "")
          + continuation(request);
    }
    return SignInCookies.attempt(request).filter(limits::tookTooLong).isPresent()
        ? Messages.text("signin.ended.took-too-long")
        : null;
  }

  private static String continuation(HttpServletRequest request) {
    return LandingCookie.read(request) == null ? "" : " " + Messages.text("signin.ended.continue");
  }

  public String words(SessionLimits.End end) {
    return switch (end) {
      case IDLE -> Messages.text("signin.ended.idle", DurationText.words(times.idle()));
      case MAX -> Messages.text("signin.ended.max", DurationText.words(times.max()));
      case ENDED -> Messages.text("signin.ended.by-someone");
    };
  }
}

package org.sallyport.gate.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.sallyport.platform.access.Cookies;

/**
 * The cookies of a sign-in. Attempts and sessions have different cookies, so that neither can be
 * used in place of the other.
 */
public final class SignInCookies {
  /** The cookie of an attempt, before the second factor. */
  public static final String ATTEMPT = "__Host-pre";

  /** The cookie of a session. */
  public static final String SESSION = "__Host-sid";

  private SignInCookies() {}

  /** Sets the cookie of an attempt, after the password. */
  public static void attempt(HttpServletResponse response, IssuedToken issuedToken) {
    Cookies.set(response, ATTEMPT, issuedToken.token());
    Cookies.remove(response, SESSION);
  }

  /** Sets the cookie of a session, after the second factor or a step-up. */
  public static void session(HttpServletResponse response, IssuedToken issuedToken) {
    Cookies.set(response, SESSION, issuedToken.token());
    Cookies.remove(response, ATTEMPT);
  }

  public static void remove(HttpServletResponse response) {
    Cookies.remove(response, SESSION);
    Cookies.remove(response, ATTEMPT);
  }

  public static Optional<String> attempt(HttpServletRequest request) {
    return Cookies.read(request, ATTEMPT);
  }

  public static Optional<String> session(HttpServletRequest request) {
    return Cookies.read(request, SESSION);
  }
}

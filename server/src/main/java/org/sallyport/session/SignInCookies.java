package org.sallyport.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.sallyport.access.Cookies;

/**
 * The cookies of a sign-in. An attempt and a session have different ones, so that neither passes
 * for the other.
 */
public final class SignInCookies {
  /** Of an attempt between the doors. */
  public static final String ATTEMPT = "__Host-pre";

  /** Of a session behind both doors. */
  public static final String SESSION = "__Host-sid";

  private SignInCookies() {}

  /** The password was right. */
  public static void attempt(HttpServletResponse response, IssuedToken issuedToken) {
    Cookies.set(response, ATTEMPT, issuedToken.token());
    Cookies.remove(response, SESSION);
  }

  /** Both doors are open, or the second factor was given again. */
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

package org.sallyport.connect.forwardauth.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.crypto.RandomValues;

/** The cookies at the host of an application; none of them reaches another host. */
public final class ApplicationCookies {
  private static final String SESSION = "__Host-sallyport-app";
  private static final String STATE = "__Host-sallyport-state";
  private static final Duration STATE_TTL = Duration.ofHours(1);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private ApplicationCookies() {}

  public static Optional<String> session(HttpServletRequest request) {
    return read(request, SESSION);
  }

  public static void setSession(HttpServletResponse response, String token) {
    Cookies.set(response, SESSION, token);
  }

  public static void removeSession(HttpServletResponse response) {
    Cookies.remove(response, SESSION);
  }

  /** What ties a sign-in to the browser in which it began. */
  public static Optional<String> state(HttpServletRequest request) {
    return read(request, STATE);
  }

  /** The state of this browser, renewed; several tabs that begin at once share it. */
  public static String beginState(
      HttpServletRequest request, HttpServletResponse response, RandomValues random) {
    String state = state(request).orElseGet(random::token);
    Cookies.set(response, STATE, state, STATE_TTL);
    return state;
  }

  private static Optional<String> read(HttpServletRequest request, String name) {
    return Cookies.read(request, name).filter(it -> TOKEN.matcher(it).matches());
  }
}

package org.sallyport.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Cookies;

/**
 * The page a stranger asked for, kept in the browser until the doors are open; only local pages
 * count.
 */
public final class LandingCookie {
  static final String NAME = "__Host-next";
  private static final Duration LASTS = Duration.ofHours(1);

  private LandingCookie() {}

  static @Nullable String read(HttpServletRequest request) {
    return Cookies.read(request, NAME).filter(Landing::isLocal).orElse(null);
  }

  /** Keeps a page for after the sign-in; nothing else than a local page is kept. */
  public static void write(HttpServletResponse response, String page) {
    if (Landing.isLocal(page)) {
      Cookies.set(response, NAME, page, LASTS);
    }
  }

  /** Keeps what was asked for before a password was changed: a page, or a step of the sign-in. */
  public static void writeStep(HttpServletResponse response, String asked) {
    if (Landing.isLocal(asked) || Landing.isStep(asked)) {
      Cookies.set(response, NAME, asked, LASTS);
    }
  }

  static @Nullable String readStep(HttpServletRequest request) {
    return Cookies.read(request, NAME)
        .filter(asked -> Landing.isLocal(asked) || Landing.isStep(asked))
        .orElse(null);
  }

  static void remove(HttpServletResponse response) {
    Cookies.remove(response, NAME);
  }
}

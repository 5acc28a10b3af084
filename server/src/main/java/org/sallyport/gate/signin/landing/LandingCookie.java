package org.sallyport.gate.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.PageOwners;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.BackgroundRequestMark;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/**
 * Keeps the page that an unauthenticated visitor requested in a cookie until the sign-in is
 * complete; only local pages are accepted. A page that was requested with a session cookie, valid
 * or expired, is restricted to the account of that session: a mark of the account precedes the page
 * in the cookie.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LandingCookie {
  static final String NAME = "__Host-next";
  private static final Duration TTL = Duration.ofHours(1);

  private final PageOwners owners;

  /** Keeps a page for after the sign-in; ignores anything but a local page. */
  public void write(HttpServletRequest request, HttpServletResponse response, String requested) {
    String page = Landing.kept(requested);
    if (Landing.isLocal(page)) {
      keep(request, response, page);
    }
  }

  /** Keeps what was requested before a password change: a page, or a step of the sign-in. */
  public void writeStep(
      HttpServletRequest request, HttpServletResponse response, String requested) {
    String page = Landing.kept(requested);
    if (Landing.isLocal(page) || Landing.isStep(page)) {
      keep(request, response, page);
    }
  }

  /** Ignores scripted requests after a sign-out. */
  private void keep(HttpServletRequest request, HttpServletResponse response, String page) {
    Optional<String> session = SignInCookies.session(request);
    if (session.isPresent()) {
      owners
          .mark(session.get(), page)
          .ifPresent(mark -> Cookies.set(response, NAME, mark + page, TTL));
    } else if (!BackgroundRequestMark.is(request)) {
      Cookies.set(response, NAME, page, TTL);
    }
  }

  /** The cookie's value, for {@link #of}; null if it contains no local page. */
  public static @Nullable String read(HttpServletRequest request) {
    return Cookies.read(request, NAME).filter(kept -> Landing.isLocal(page(kept))).orElse(null);
  }

  /** The kept page, for whichever account; empty if there is none. */
  public static Optional<String> requestedPage(HttpServletRequest request) {
    return Optional.ofNullable(read(request)).map(LandingCookie::page);
  }

  /** The kept page, for an account; null if there is none or it belongs to another account. */
  public @Nullable String of(AccountId account, @Nullable String kept) {
    if (kept == null || !isFor(account, kept)) {
      return null;
    }
    String page = Landing.kept(page(kept));
    return Landing.isLocal(page) ? page : null;
  }

  public @Nullable String step(AccountId account, HttpServletRequest request) {
    return Cookies.read(request, NAME)
        .filter(kept -> isFor(account, kept))
        .map(LandingCookie::page)
        .filter(requested -> Landing.isLocal(requested) || Landing.isStep(requested))
        .orElse(null);
  }

  private boolean isFor(AccountId account, String kept) {
    String page = page(kept);
    String mark = kept.substring(0, kept.length() - page.length());
    return mark.isEmpty() || owners.isOf(account, mark, page);
  }

  /** The value without its mark, which contains no slash. */
  private static String page(String kept) {
    return kept.substring(Math.max(0, kept.indexOf('/')));
  }

  public static void remove(HttpServletResponse response) {
    Cookies.remove(response, NAME);
  }
}

package org.sallyport.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.ByItself;
import org.sallyport.access.Cookies;
import org.sallyport.ids.AccountId;
import org.sallyport.session.PageOwners;
import org.sallyport.session.SignInCookies;
import org.springframework.stereotype.Component;

/**
 * The page a stranger asked for, kept in the browser until the doors are open; only local pages
 * count. One that was asked for with the cookie of a session, open or over, is for the account of
 * that session alone: its mark stands before it.
 */
@Component
public class LandingCookie {
  static final String NAME = "__Host-next";
  private static final Duration LASTS = Duration.ofHours(1);

  private final PageOwners owners;

  LandingCookie(PageOwners owners) {
    this.owners = owners;
  }

  /** Keeps a page for after the sign-in; nothing else than a local page is kept. */
  public void write(HttpServletRequest request, HttpServletResponse response, String asked) {
    String page = Landing.kept(asked);
    if (Landing.isLocal(page)) {
      keep(request, response, page);
    }
  }

  /** Keeps what was asked for before a password was changed: a page, or a step of the sign-in. */
  public void writeStep(HttpServletRequest request, HttpServletResponse response, String asked) {
    String page = Landing.kept(asked);
    if (Landing.isLocal(page) || Landing.isStep(page)) {
      keep(request, response, page);
    }
  }

  /** What a script asks for after a sign-out is nobody's wish. */
  private void keep(HttpServletRequest request, HttpServletResponse response, String page) {
    Optional<String> session = SignInCookies.session(request);
    if (session.isPresent()) {
      owners
          .mark(session.get(), page)
          .ifPresent(mark -> Cookies.set(response, NAME, mark + page, LASTS));
    } else if (!ByItself.is(request)) {
      Cookies.set(response, NAME, page, LASTS);
    }
  }

  /** What the browser kept, for {@link #of}; null if it is no page. */
  static @Nullable String read(HttpServletRequest request) {
    return Cookies.read(request, NAME).filter(kept -> Landing.isLocal(page(kept))).orElse(null);
  }

  /** The page that was kept, for an account; null if none was, or for another account. */
  @Nullable String of(AccountId account, @Nullable String kept) {
    if (kept == null || !isFor(account, kept)) {
      return null;
    }
    String page = Landing.kept(page(kept));
    return Landing.isLocal(page) ? page : null;
  }

  @Nullable String step(AccountId account, HttpServletRequest request) {
    return Cookies.read(request, NAME)
        .filter(kept -> isFor(account, kept))
        .map(LandingCookie::page)
        .filter(asked -> Landing.isLocal(asked) || Landing.isStep(asked))
        .orElse(null);
  }

  private boolean isFor(AccountId account, String kept) {
    String page = page(kept);
    String mark = kept.substring(0, kept.length() - page.length());
    return mark.isEmpty() || owners.isOf(account, mark, page);
  }

  /** Without the mark, which has no slash. */
  private static String page(String kept) {
    return kept.substring(Math.max(0, kept.indexOf('/')));
  }

  static void remove(HttpServletResponse response) {
    Cookies.remove(response, NAME);
  }
}

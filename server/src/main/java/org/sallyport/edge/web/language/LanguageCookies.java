package org.sallyport.edge.web.language;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.messages.Language;

/**
 * The languages that a browser keeps: one that its user chose, and one that an application asks.
 */
public final class LanguageCookies {
  private static final String CHOSEN = "__Host-language";
  private static final String ASKED = "__Host-language-asked";
  private static final Duration KEPT = Duration.ofDays(365);

  private LanguageCookies() {}

  /** Keeps a choice for a year. */
  public static void choose(HttpServletResponse response, Language language) {
    Cookies.set(response, CHOSEN, language.tag(), KEPT);
    Cookies.remove(response, ASKED);
  }

  /** The choice that the browser keeps, if that language is offered. */
  public static Optional<Language> chosen(HttpServletRequest request) {
    return Cookies.read(request, CHOSEN).flatMap(Language::of);
  }

  /** Keeps the language in which an application asks, until the browser closes. */
  static void ask(HttpServletResponse response, Language language) {
    Cookies.set(response, ASKED, language.tag());
  }

  static Optional<Language> asked(HttpServletRequest request) {
    return Cookies.read(request, ASKED).flatMap(Language::of);
  }
}

package org.sallyport.browser.actions;

import com.microsoft.playwright.options.AriaRole;
import jakarta.servlet.http.Cookie;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window with a separate browser profile, in Chromium or in a browser without script. */
public interface PortalWindow {
  /** Opens a path of the portal. */
  void open(String path);

  void reload();

  /**
   * Submits the form of a page without showing the page.
   *
   * @param fields names and values in turn
   * @return the path of the page that the response redirects to
   */
  String submit(String path, String... fields);

  void type(String label, String text);

  /** Ticks a field. If it is under "More ways", opens that first. */
  void tick(String label);

  /** Presses a button and waits for the next page. */
  void press(String button);

  /** Follows a link. */
  void follow(String link);

  /** Restarts the browser: session cookies are gone. */
  void restart();

  /** Stores cookies that the portal has set elsewhere. */
  void store(Cookie... cookies);

  /** What the browser calls itself in its requests. */
  String userAgent();

  /** The status of the page's response. */
  int status();

  @Nullable String header(String name);

  /** The current path, without the query. */
  String path();

  String heading();

  /** The shown texts of all visible elements with that role. */
  List<String> named(AriaRole role);

  /** The accessible description of a field. */
  String description(String label);

  /** The whole text of the page. */
  String text();

  /** The markup of the page as it is now. */
  String source();

  /** The alert that a screen reader announces when the page loads. */
  String alert();
}

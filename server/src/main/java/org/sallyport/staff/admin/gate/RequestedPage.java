package org.sallyport.staff.admin.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.sallyport.platform.access.Cookies;

/**
 * The administration page that was asked for before the second factor was, kept in a cookie on the
 * way there and back. Only paths of these pages are kept, without a query: it may contain names.
 */
final class RequestedPage {
  static final String COOKIE = "__Host-admin";
  static final String HOME = "/admin";
  private static final Duration TTL = Duration.ofMinutes(30);
  private static final int MAX_LENGTH = 200;
  private static final Pattern PAGE = Pattern.compile("/admin(?:/[A-Za-z0-9_-]+)*");

  private RequestedPage() {}

  /**
   * Keeps the page of a request.
   *
   * @param form whether it is a form, whose address is that of its page and one word more
   */
  static void keep(HttpServletRequest request, HttpServletResponse response, boolean form) {
    String path = request.getRequestURI();
    String page = form ? path.substring(0, path.lastIndexOf('/')) : path;
    if (isPage(page) && !page.equals(GatePage.RETURN) && !page.equals(GatePage.PATH)) {
      Cookies.set(response, COOKIE, page, TTL);
    }
  }

  /** The kept page, which is forgotten; the overview if there is none. */
  static String take(HttpServletRequest request, HttpServletResponse response) {
    String page = Cookies.read(request, COOKIE).filter(RequestedPage::isPage).orElse(HOME);
    Cookies.remove(response, COOKIE);
    return page;
  }

  private static boolean isPage(String path) {
    return path.length() <= MAX_LENGTH && PAGE.matcher(path).matches();
  }
}

package org.sallyport.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The mark, in the query string, of requests that a page's script sends without a user action. Such
 * requests are not use of the session (rule 34).
 */
public final class BackgroundRequestMark {
  /** The query parameter, without a value; the pages' scripts append it. */
  public static final String MARK = "by-itself";

  private BackgroundRequestMark() {}

  public static boolean is(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    return query != null && Arrays.asList(query.split("&")).contains(MARK);
  }

  /**
   * The address of a page to which such a request is redirected, with the mark if the request has
   * it.
   */
  public static String on(HttpServletRequest request, String page) {
    return is(request) ? page + "?" + MARK : page;
  }
}

package org.sallyport.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Marks the address of what a page's script opens or sends at a time of its own, without a press of
 * a person: that is no use of the session (rule 34).
 */
public final class ByItself {
  /** The parameter without a value that marks it; the pages' scripts append it. */
  public static final String MARK = "by-itself";

  private ByItself() {}

  public static boolean is(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    return query != null && Arrays.asList(query.split("&")).contains(MARK);
  }

  /** The address of a page to which such a request is led on, marked as the request was. */
  public static String on(HttpServletRequest request, String page) {
    return is(request) ? page + "?" + MARK : page;
  }
}

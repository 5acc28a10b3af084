package org.sallyport.portal.studies.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.BackgroundRequestMark;

/**
 * Makes the browser load a page again after some seconds. The request has the mark of those that
 * are not use of the session (rule 34).
 */
public final class Refresh {
  private Refresh() {}

  /**
   * Sets the header.
   *
   * @param page the local address of the page, without the mark
   */
  public static void set(HttpServletResponse response, String seconds, String page) {
    String marked = page + (page.contains("?") ? "&" : "?") + BackgroundRequestMark.MARK;
    response.setHeader("Refresh", seconds + "; url=" + marked);
  }

  /** The local address of the requested page with its query, without the mark. */
  public static String page(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    String kept = query == null ? "" : withoutMark(query);
    return kept.isEmpty() ? request.getRequestURI() : request.getRequestURI() + "?" + kept;
  }

  private static String withoutMark(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(parameter -> !parameter.equals(BackgroundRequestMark.MARK))
        .collect(Collectors.joining("&"));
  }
}

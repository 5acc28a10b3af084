package org.sallyport.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.BackgroundRequestMark;

/**
 * Decides which requests are use of a session (rule 34): opened pages and submitted forms.
 * Background requests of pages, viewers and other programs are not, nor are pages that a script
 * opens when a timer expires, or that load themselves again.
 */
final class UserActivity {
  private static final Pattern BACKGROUND =
      Pattern.compile(
          "(/shared)?/dicom-web(/.*)?|(/shared)?/studies/[^/]+/series/[^/]+/preview"
              + "|(/shared)?/studies/[^/]+/objects/[^/]+/video"
              + "|/studies/[^/]+/download/state|/settings/devices/link/[^/]+/state"
              + "|/settings/confirm/wait|(/shared)?/session/(left|state|end|other)|/studies/arrived");

  /**
   * Paths on which the mark of a scripted request is honoured; on all others the request counts as
   * use.
   */
  private static final Pattern BY_ITSELF =
      Pattern.compile(
          "/settings/(?:confirm|account|devices|(?:phone|email)(?:/code)?|devices/link/[^/]+)"
              + "|/login/phone(?:/code)?");

  /** Pages that load themselves again by a header, while the archive is away or is being read. */
  private static final Pattern REFRESHED =
      Pattern.compile("(?:/shared)?/studies(?:/[0-9.]+(?:/view|/reports/[0-9.]+)?)?");

  private UserActivity() {}

  static boolean isBy(HttpServletRequest request) {
    if (BACKGROUND.matcher(request.getRequestURI()).matches()) {
      return false;
    }
    if (isSilent(request)) {
      return false;
    }
    if (BackgroundRequestMark.is(request) && mayComeByItself(request)) {
      return false;
    }
    @Nullable String mode = request.getHeader("Sec-Fetch-Mode");
    return mode == null || mode.equals("navigate") || request.getMethod().equals("POST");
  }

  /** An application asks without its person whether the session lasts. */
  private static boolean isSilent(HttpServletRequest request) {
    return request.getRequestURI().equals("/oauth2/authorize")
        && "none".equals(request.getParameter("prompt"));
  }

  private static boolean mayComeByItself(HttpServletRequest request) {
    String path = request.getRequestURI();
    return BY_ITSELF.matcher(path).matches()
        || (request.getMethod().equals("GET") && REFRESHED.matcher(path).matches());
  }
}

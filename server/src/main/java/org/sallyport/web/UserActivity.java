package org.sallyport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.ByItself;

/**
 * Tells which requests are a person's use of a session (rule 34): pages that are opened and forms
 * that are sent. What pages, viewers and other programs fetch in the background is not, nor what a
 * page's script opens when a time is over.
 */
final class UserActivity {
  private static final Pattern BACKGROUND =
      Pattern.compile(
          "/dicom-web(/.*)?|/studies/[^/]+/series/[^/]+/preview|/settings/devices/link/[^/]+/state"
              + "|/settings/confirm/wait|/session/left");

  /** Where the mark of what a script does by itself counts; elsewhere it is a person's page. */
  private static final Pattern BY_ITSELF =
      Pattern.compile(
          "/settings/(?:confirm|account|devices|(?:phone|email)(?:/code)?|devices/link/[^/]+)"
              + "|/login/phone(?:/code)?");

  private UserActivity() {}

  static boolean isBy(HttpServletRequest request) {
    if (BACKGROUND.matcher(request.getRequestURI()).matches()) {
      return false;
    }
    if (ByItself.is(request) && BY_ITSELF.matcher(request.getRequestURI()).matches()) {
      return false;
    }
    @Nullable String mode = request.getHeader("Sec-Fetch-Mode");
    return mode == null || mode.equals("navigate") || request.getMethod().equals("POST");
  }
}

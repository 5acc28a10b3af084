package org.sallyport.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells which requests are a person's use of a session (rule 34): pages that are opened and forms
 * that are sent. What pages, viewers and other programs fetch in the background is not.
 */
final class UserActivity {
  private static final Pattern BACKGROUND =
      Pattern.compile(
          "/dicom-web(/.*)?|/studies/[^/]+/series/[^/]+/preview|/settings/devices/link/[^/]+/state"
              + "|/settings/confirm/wait|/session/left");

  private UserActivity() {}

  static boolean isBy(HttpServletRequest request) {
    if (BACKGROUND.matcher(request.getRequestURI()).matches()) {
      return false;
    }
    @Nullable String mode = request.getHeader("Sec-Fetch-Mode");
    return mode == null || mode.equals("navigate") || request.getMethod().equals("POST");
  }
}

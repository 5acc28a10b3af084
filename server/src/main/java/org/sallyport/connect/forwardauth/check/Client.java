package org.sallyport.connect.forwardauth.check;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells people who open a page from programs and scripts, which no page of a sign-in helps. */
final class Client {
  private Client() {}

  /** Whether the request opens a page in a browser (Fetch Metadata), or may do so. */
  static boolean isPerson(HttpServletRequest request) {
    @Nullable String mode = request.getHeader("Sec-Fetch-Mode");
    if (mode != null) {
      return mode.equals("navigate");
    }
    @Nullable String accepted = request.getHeader("Accept");
    return accepted != null
        && accepted.contains("text/html")
        && !"XMLHttpRequest".equals(request.getHeader("X-Requested-With"));
  }
}

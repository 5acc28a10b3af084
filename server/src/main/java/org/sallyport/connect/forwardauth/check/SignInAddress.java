package org.sallyport.connect.forwardauth.check;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.settings.RequestPath;

/**
 * Where somebody signs in for a request, at the application's own host. After a form the browser
 * comes back to the page of the form: what was sent is lost, and the page of the sign-in says so.
 */
final class SignInAddress {
  private static final String PATH = "/.sallyport/sign-in";

  private SignInAddress() {}

  static String of(ForwardedRequest asked, HttpServletRequest request) {
    String home = asked.application().address();
    if (asked.isWithoutEffect()) {
      return home + PATH + "?to=" + coded(local(asked.target()));
    }
    return home
        + PATH
        + "?to="
        + coded(formPage(request.getHeader("Referer"), home))
        + "&for="
        + coded(asked.method() + " " + asked.target().replaceFirst("\\?.*", ""))
        + "&lost";
  }

  private static String formPage(@Nullable String referer, String home) {
    return referer != null && referer.startsWith(home + "/")
        ? local(referer.substring(home.length()))
        : "/";
  }

  private static String local(String target) {
    return RequestPath.isLocal(target) && target.length() <= 2000 ? target : "/";
  }

  private static String coded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}

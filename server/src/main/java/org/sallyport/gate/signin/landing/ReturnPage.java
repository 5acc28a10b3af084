package org.sallyport.gate.signin.landing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps the address of a form to the page that contains it, for the link back after a form was
 * refused. Following the link resubmits nothing.
 */
public final class ReturnPage {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(/settings/(?:devices|groups|recovery|browsers|applications|history|notifications|sessions|data)|/admin|/forgotten|/password|/activate)(?:/.*)?");
  private static final Pattern REQUEST =
      Pattern.compile("(/(?:oauth2|auth|mfa)/request/[0-9a-f-]+)/.*");
  private static final Pattern STUDY = Pattern.compile("(/studies(?:/[0-9.]+)?)(?:/.*)?");

  private ReturnPage() {}

  /** The page that contains the form posted to that address; null if there is none. */
  public static @Nullable String of(String posted) {
    Matcher entry = ENTRY.matcher(posted);
    if (entry.matches()) {
      return entry.group(1);
    }
    Matcher request = REQUEST.matcher(posted);
    if (request.matches()) {
      return request.group(1);
    }
    Matcher study = STUDY.matcher(posted);
    if (study.matches()) {
      return study.group(1);
    }
    return posted.startsWith("/settings/") ? "/settings/account" : null;
  }

  /** Whether forms posted to that address require a session or an attempt. */
  public static boolean needsSignIn(String posted) {
    return posted.startsWith("/settings/")
        || posted.startsWith("/studies")
        || posted.startsWith("/admin")
        || posted.startsWith("/oauth2/request")
        || posted.startsWith("/auth/request")
        || posted.equals("/logout")
        || posted.startsWith("/session/")
        || (posted.startsWith("/login/")
            && !posted.startsWith("/login/with-passkey")
            && !posted.startsWith("/login/with-windows")
            && !posted.startsWith("/login/with/"));
  }
}

package org.sallyport.signin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page that a form of the portal stands on, by the form's address: what leads back there after
 * a form was refused. Nothing is sent again by it.
 */
public final class ReturnPage {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(/settings/(?:devices|recovery|browsers|history|sessions)|/admin|/forgotten|/password|/activate)(?:/.*)?");
  private static final Pattern STUDY = Pattern.compile("(/studies(?:/[0-9.]+)?)(?:/.*)?");

  private ReturnPage() {}

  /** The page of the portal that a form posted to that address stands on; null if it is none. */
  public static @Nullable String of(String posted) {
    Matcher entry = ENTRY.matcher(posted);
    if (entry.matches()) {
      return entry.group(1);
    }
    Matcher study = STUDY.matcher(posted);
    if (study.matches()) {
      return study.group(1);
    }
    return posted.startsWith("/settings/") ? "/settings/account" : null;
  }

  /** Whether forms posted to that address are for those who signed in, or have begun to. */
  public static boolean needsSignIn(String posted) {
    return posted.startsWith("/settings/")
        || posted.startsWith("/studies")
        || posted.startsWith("/admin")
        || posted.equals("/logout")
        || posted.startsWith("/session/")
        || (posted.startsWith("/login/") && !posted.startsWith("/login/with-passkey"));
  }
}

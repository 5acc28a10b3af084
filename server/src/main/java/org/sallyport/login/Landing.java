package org.sallyport.login;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a sign-in leads: a local page of the portal, never anything else (rule 35). */
final class Landing {
  static final String HOME = "/studies";
  private static final int LONGEST = 300;
  private static final Pattern LOCAL =
      Pattern.compile(
          "/(?:studies|settings|admin)(?:/[A-Za-z0-9._-]+)*(?:\\?[A-Za-z0-9=&._%+-]*)?");

  private Landing() {}

  /** The page first asked for if it is one of the portal's own, the study list otherwise. */
  static String of(@Nullable String asked) {
    return asked != null && isLocal(asked) ? asked : HOME;
  }

  /** A page that follows a first sign-in: a device is linked, or a number is asked for. */
  static boolean isStep(String asked) {
    return asked.equals("/login/link") || asked.equals("/login/phone");
  }

  static boolean isLocal(String asked) {
    return asked.length() <= LONGEST && !asked.contains("..") && LOCAL.matcher(asked).matches();
  }
}

package org.sallyport.signin;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.ByItself;

/** Where a sign-in leads: a local page of the portal, never anything else (rule 35). */
final class Landing {
  static final String HOME = "/studies";
  private static final int LONGEST = 300;
  private static final Pattern LOCAL =
      Pattern.compile(
          "/(?:studies|settings|admin)(?:/[A-Za-z0-9._-]+)*(?:\\?[A-Za-z0-9=&._%+-]*)?");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]*");

  /**
   * What is not kept of an address: the search, in which names of patients stand, and what a page
   * says once of an act.
   */
  private static final Set<String> NOT_KEPT =
      Set.of(
          "q",
          "added",
          "changed",
          "done",
          "ended",
          "forgotten",
          "linked",
          "out",
          "removed",
          "reported",
          "stopped",
          "waits",
          ByItself.MARK);

  private Landing() {}

  /** An address as it is kept for after a sign-in. */
  static String kept(String asked) {
    int query = asked.indexOf('?');
    if (query < 0) {
      return asked;
    }
    String rest =
        Arrays.stream(asked.substring(query + 1).split("&"))
            .filter(Landing::isKept)
            .collect(Collectors.joining("&"));
    return asked.substring(0, query) + (rest.isEmpty() ? "" : "?" + rest);
  }

  private static boolean isKept(String parameter) {
    String name = parameter.replaceFirst("=.*", "");
    return !parameter.isEmpty() && NAME.matcher(name).matches() && !NOT_KEPT.contains(name);
  }

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

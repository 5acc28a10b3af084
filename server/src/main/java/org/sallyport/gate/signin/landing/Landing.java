package org.sallyport.gate.signin.landing;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.signin.SignInPaths;
import org.sallyport.platform.access.BackgroundRequestMark;

/** The page to which a sign-in leads: always a local page of the portal (rule 35). */
public final class Landing {
  public static final String HOME = "/studies";
  private static final int MAX_LENGTH = 300;
  private static final Pattern LOCAL =
      Pattern.compile(
          "/(?:studies|settings|admin|oauth2/request|auth/request|mfa/request)(?:/[A-Za-z0-9._-]+)*(?:\\?[A-Za-z0-9=&._%+-]*)?");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]*");

  /**
   * Query parameters that are not kept: the search term, which can contain patients' names, and the
   * parameters of one-time confirmation messages.
   */
  private static final Set<String> NOT_KEPT =
      Set.of(
          "q",
          "added",
          "before",
          "born",
          "changed",
          "deleted",
          "done",
          "ended",
          "forgotten",
          "linked",
          "number",
          "out",
          "removed",
          "reported",
          "saved",
          "stopped",
          "unsent",
          "waits",
          "withdrawn",
          BackgroundRequestMark.MARK);

  private Landing() {}

  /** The address in the form in which it is kept until after a sign-in. */
  static String kept(String requested) {
    int query = requested.indexOf('?');
    if (query < 0) {
      return requested;
    }
    String rest =
        Arrays.stream(requested.substring(query + 1).split("&"))
            .filter(Landing::isKept)
            .collect(Collectors.joining("&"));
    return requested.substring(0, query) + (rest.isEmpty() ? "" : "?" + rest);
  }

  private static boolean isKept(String parameter) {
    String name = parameter.replaceFirst("=.*", "");
    return !parameter.isEmpty() && NAME.matcher(name).matches() && !NOT_KEPT.contains(name);
  }

  /** The page first requested if it is a local page; the study list otherwise. */
  public static String of(@Nullable String requested) {
    return requested != null && isLocal(requested) ? requested : HOME;
  }

  /**
   * Whether the page is a step that follows a first sign-in: linking a device, or asking for a
   * number.
   */
  static boolean isStep(String requested) {
    return requested.equals(SignInPaths.LINK) || requested.equals(SignInPaths.PHONE);
  }

  static boolean isLocal(String requested) {
    return requested.length() <= MAX_LENGTH
        && !requested.contains("..")
        && LOCAL.matcher(requested).matches();
  }
}

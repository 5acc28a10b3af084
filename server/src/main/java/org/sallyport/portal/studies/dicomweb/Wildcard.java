package org.sallyport.portal.studies.dicomweb;

/** Wildcard matching (PS3.4 section C.2.2.2.4) without exponential backtracking. */
final class Wildcard {
  private Wildcard() {}

  /** "*" matches any characters, "?" matches one. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && isOne(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(it -> it == '*');
  }

  private static boolean isOne(char pattern, char text) {
    return pattern == '?' || pattern == text;
  }
}

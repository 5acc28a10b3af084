package org.sallyport.gate.trustedbrowser;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cookie's value: one token for each account that is remembered in this browser, the newest
 * last, joined by dots; at most eight (rule 23).
 */
final class TrustCookie {
  static final int MAX_ACCOUNTS = 8;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private TrustCookie() {}

  /** The well-formed tokens of a value; malformed ones are ignored. */
  static List<String> tokens(String value) {
    List<String> tokens = new ArrayList<>();
    for (String token : value.split("\\.", MAX_ACCOUNTS + 1)) {
      if (TOKEN.matcher(token).matches() && tokens.size() < MAX_ACCOUNTS) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  static String value(List<String> tokens) {
    return String.join(".", tokens);
  }
}

package org.sallyport.account;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The one rule by which user names are compared, at sign-in, import and reset alike: Unicode NFKC,
 * without surrounding space, lower case by the root locale. Names that look alike but differ in
 * script stay different.
 */
public final class Usernames {
  private Usernames() {}

  public static String key(String username) {
    return Normalizer.normalize(username.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}

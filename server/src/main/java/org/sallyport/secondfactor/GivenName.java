package org.sallyport.secondfactor;

import org.jspecify.annotations.Nullable;
import org.sallyport.access.InertText;

/** What the owner of a device may call it: the name stands in mails and on pages. */
public final class GivenName {
  private static final int LONGEST = 40;

  private GivenName() {}

  /** What is wrong with a name, in words; null if nothing is. An empty name is for its caller. */
  public static @Nullable String problem(String name) {
    if (name.strip().length() > LONGEST) {
      return "A name has 40 letters at most.";
    }
    return InertText.is(name)
        ? null
        : "A name has no web address, e-mail address, telephone number or invisible character in it.";
  }
}

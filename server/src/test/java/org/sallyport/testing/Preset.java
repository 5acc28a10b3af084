package org.sallyport.testing;

import java.util.Set;

/**
 * The policy of the applications under test that set none themselves: {@code
 * -Dattacks.preset=asvs-l2} runs any test under another one than {@code given}.
 */
final class Preset {
  private static final String NAME = System.getProperty("attacks.preset", "given");

  /** Those that allow neither codes by e-mail nor by SMS. */
  private static final Set<String> WITHOUT_CODES = Set.of("nist-aal2", "asvs-l3");

  private Preset() {}

  static String name() {
    return NAME;
  }

  /** Whether accounts can have codes that are sent to them; otherwise they have an app. */
  static boolean allowsCodesByMessage() {
    return !WITHOUT_CODES.contains(NAME);
  }
}

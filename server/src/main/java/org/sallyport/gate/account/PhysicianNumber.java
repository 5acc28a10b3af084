package org.sallyport.gate.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number that identifies a physician in archives.
 *
 * @param issuer the number's issuer, as archives name it
 */
public record PhysicianNumber(String issuer, String number) {
  /**
   * Both have DICOM's value representation LO: at most 64 characters, no backslash, no control
   * character.
   */
  private static final Pattern PART = Pattern.compile("[^\\p{Cntrl}\\\\;]{1,64}");

  /** Parses "issuer:number". The issuer may contain colons, the number may not. */
  public static Optional<PhysicianNumber> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String issuer = text.substring(0, colon).strip();
    String number = text.substring(colon + 1).strip();
    return PART.matcher(issuer).matches() && PART.matcher(number).matches()
        ? Optional.of(new PhysicianNumber(issuer, number))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return issuer + ":" + number;
  }
}

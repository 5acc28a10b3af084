package org.sallyport.platform.ids;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number that identifies a patient in archives: Patient ID (0010,0020) with Issuer of Patient ID
 * (0010,0021). Equal numbers of two issuers are two patients.
 *
 * @param issuer as archives name it; empty if the archive names none; so is the number
 */
public record PatientNumber(String issuer, String number) {
  /**
   * Both have DICOM's value representation LO: at most 64 characters, no backslash, no control
   * character.
   */
  private static final Pattern PART = Pattern.compile("[^\\p{Cntrl}\\\\;]{1,64}");

  /** Parses "issuer:number". The issuer may contain colons, the number may not. */
  public static Optional<PatientNumber> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String issuer = text.substring(0, colon).strip();
    String number = text.substring(colon + 1).strip();
    return PART.matcher(issuer).matches() && PART.matcher(number).matches()
        ? Optional.of(new PatientNumber(issuer, number))
        : Optional.empty();
  }

  /** The same number, of this issuer if the archive names none. */
  public PatientNumber orIssuer(String issuer) {
    return this.issuer.isEmpty() ? new PatientNumber(issuer, number) : this;
  }

  /** Whether both parts are known; a number without its issuer identifies nobody. */
  public boolean isComplete() {
    return !issuer.isEmpty() && !number.isEmpty();
  }

  @Override
  public String toString() {
    return issuer + ":" + number;
  }
}

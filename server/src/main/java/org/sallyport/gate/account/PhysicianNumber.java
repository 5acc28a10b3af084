package org.sallyport.gate.account;

import java.util.Optional;
import org.sallyport.platform.ids.PatientNumber;

/**
 * A number that identifies a physician in archives.
 *
 * @param issuer the number's issuer, as archives name it
 */
public record PhysicianNumber(String issuer, String number) {
  /** Parses "issuer:number", as for patients. */
  public static Optional<PhysicianNumber> parse(String text) {
    return PatientNumber.parse(text).map(it -> new PhysicianNumber(it.issuer(), it.number()));
  }

  @Override
  public String toString() {
    return issuer + ":" + number;
  }
}

package org.sallyport.gate.account;

import java.util.Optional;

/**
 * A number that identifies a patient in archives: Patient ID (0010,0020) of an issuer (0010,0021).
 *
 * @param issuer the number's issuer, as archives name it; equal numbers of two issuers are two
 *     patients
 */
public record PatientNumber(String issuer, String number) {

  /** Parses "issuer:number". The issuer may contain colons, the number may not. */
  public static Optional<PatientNumber> parse(String text) {
    return PhysicianNumber.parse(text).map(it -> new PatientNumber(it.issuer(), it.number()));
  }

  @Override
  public String toString() {
    return issuer + ":" + number;
  }
}

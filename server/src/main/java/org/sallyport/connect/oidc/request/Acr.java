package org.sallyport.connect.oidc.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;

/** The names by which applications are told what a sign-in proved (claim {@code acr}). */
public enum Acr {
  PASSWORD(Assurance.PASSWORD, "https://refeds.org/profile/sfa"),
  SENT_CODE(Assurance.SENT_CODE, "urn:sallyport:acr:sent-code"),
  SECOND_FACTOR(Assurance.SECOND_FACTOR, "https://refeds.org/profile/mfa"),
  /** OpenID Connect Extended Authentication Profile ACR Values. */
  PHISHING_RESISTANT(Assurance.PHISHING_RESISTANT, "phr");

  private final Assurance assurance;
  private final String value;

  Acr(Assurance assurance, String value) {
    this.assurance = assurance;
    this.value = value;
  }

  public String value() {
    return value;
  }

  public Assurance assurance() {
    return assurance;
  }

  /** All values, the weakest first. */
  public static List<String> values(Assurance least) {
    return Arrays.stream(values())
        .filter(it -> it.assurance.compareTo(least) >= 0)
        .map(Acr::value)
        .toList();
  }

  static Acr of(Assurance assurance) {
    return Arrays.stream(values())
        .filter(it -> it.assurance == assurance)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The value that an application is told: the strongest that it asked for and that holds, or what
   * the sign-in proved.
   */
  static String told(Parameters parameters, Assurance proved) {
    Set<String> wanted = parameters.words("acr_values");
    ClaimsParameter.read(parameters.get("claims")).ifPresent(it -> wanted.addAll(it.acrs()));
    return wanted.stream()
        .flatMap(it -> named(it).stream())
        .filter(it -> it.assurance.compareTo(proved) <= 0)
        .max(Acr::compareTo)
        .orElseGet(() -> of(proved))
        .value;
  }

  static Optional<Acr> named(String value) {
    return Arrays.stream(values()).filter(it -> it.value.equals(value)).findFirst();
  }
}

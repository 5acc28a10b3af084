package org.sallyport.gate.oidc.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.gate.session.SignIn;

/**
 * What the row of a sign-in proves (rule 53). A remembered browser and a waived second factor prove
 * none; after a step-up, the factor that was given then decides.
 *
 * @param methods the methods of authentication (RFC 8176)
 * @param at when the last of them was given
 */
public record SignInProof(Assurance assurance, List<String> methods, Instant at) {

  /**
   * Reads a sign-in.
   *
   * @param factor the factor that was given last; empty if none was, or if this installation no
   *     longer allows it
   */
  public static SignInProof of(SignIn signIn, Optional<SecondFactor> factor) {
    return of(signIn.passwordless(), signIn.passwordAt(), signIn.factorAt(), factor);
  }

  /** The same, by the columns of the row. */
  public static SignInProof of(
      boolean passwordless,
      Instant passwordAt,
      @Nullable Instant given,
      Optional<SecondFactor> factor) {
    List<String> methods = new ArrayList<>();
    if (!passwordless) {
      methods.add("pwd");
    }
    if (given == null || factor.isEmpty()) {
      return new SignInProof(Assurance.PASSWORD, List.copyOf(methods), passwordAt);
    }
    Assurance assurance = factor.get().assurance();
    methods.addAll(factor.get().references());
    if (assurance.compareTo(Assurance.SECOND_FACTOR) >= 0) {
      methods.add("mfa");
    }
    Instant at = given.isAfter(passwordAt) ? given : passwordAt;
    return new SignInProof(assurance, List.copyOf(methods), at);
  }

  /** The name by which applications are told the assurance. */
  public String acr() {
    return Acr.of(assurance).value();
  }
}

package org.sallyport.connect.oidc.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIn.IssuerProof;
import org.sallyport.gate.session.SignIn.TicketProof;

/**
 * What the row of a sign-in proves (rule 53). A remembered browser and a waived second factor prove
 * none, that of an issuer elsewhere does if the settings say so (rule 55); after a step-up, the
 * factor that was given then decides.
 *
 * @param methods the methods of authentication (RFC 8176)
 * @param at when the last of them was given
 */
public record SignInProof(Assurance assurance, List<String> methods, Instant at) {
  /** An issuer elsewhere; RFC 8176 has no value for it, Microsoft's tokens have this one. */
  private static final String FEDERATED = "fed";

  /** Windows integrated authentication (RFC 8176 section 2). */
  private static final String WINDOWS = "wia";

  private static final String MULTIPLE = "mfa";

  /**
   * Reads a sign-in.
   *
   * @param factor the factor that was given last; empty if none was, or if this installation no
   *     longer allows it
   */
  public static SignInProof of(SignIn signIn, Optional<SecondFactor> factor) {
    return of(
        new First(signIn.passwordless(), signIn.passwordAt(), signIn.issuer(), signIn.ticket()),
        signIn.factorAt(),
        factor);
  }

  /**
   * How a sign-in began.
   *
   * @param passwordless whether by a factor that replaces the password
   * @param at when it began
   * @param issuer what an issuer elsewhere proved; null if none did
   * @param ticket what a Kerberos ticket proved; null if none did
   */
  public record First(
      boolean passwordless,
      Instant at,
      @Nullable IssuerProof issuer,
      @Nullable TicketProof ticket) {
    /** When the person was asked: an issuer or a domain may have done that long before. */
    private Instant askedAt() {
      if (ticket != null) {
        return ticket.authenticatedAt();
      }
      return issuer == null ? at : Objects.requireNonNullElse(issuer.authenticatedAt(), at);
    }

    private boolean isSecondFactor() {
      return issuer != null && issuer.secondFactor();
    }

    private List<String> methods() {
      if (issuer != null) {
        return List.of(FEDERATED);
      }
      if (ticket != null) {
        return List.of(WINDOWS);
      }
      return passwordless ? List.of() : List.of("pwd");
    }
  }

  /** The same, by the columns of the row. */
  public static SignInProof of(
      First first, @Nullable Instant given, Optional<SecondFactor> factor) {
    List<String> methods = new ArrayList<>(first.methods());
    if (given == null || factor.isEmpty()) {
      if (first.isSecondFactor()) {
        methods.add(MULTIPLE);
      }
      return new SignInProof(
          first.isSecondFactor() ? Assurance.SECOND_FACTOR : Assurance.PASSWORD,
          List.copyOf(methods),
          first.askedAt());
    }
    Assurance assurance = factor.get().assurance();
    methods.addAll(factor.get().references());
    if (assurance.compareTo(Assurance.SECOND_FACTOR) >= 0 || first.isSecondFactor()) {
      methods.add(MULTIPLE);
    }
    Instant at = given.isAfter(first.askedAt()) ? given : first.askedAt();
    return new SignInProof(
        first.isSecondFactor() && assurance.compareTo(Assurance.SECOND_FACTOR) < 0
            ? Assurance.SECOND_FACTOR
            : assurance,
        List.copyOf(methods),
        at);
  }

  /** The name by which applications are told the assurance. */
  public String acr() {
    return Acr.of(assurance).value();
  }
}

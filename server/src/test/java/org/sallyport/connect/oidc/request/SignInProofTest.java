package org.sallyport.connect.oidc.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.gate.session.SignIn.IssuerProof;
import org.sallyport.gate.session.SignIn.TicketProof;

/** What applications are told of sign-ins that began at an issuer elsewhere. */
class SignInProofTest {
  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
  private static final Instant BEFORE = NOW.minusSeconds(3600);

  private static SignInProof of(@Nullable IssuerProof issuer) {
    return SignInProof.of(new SignInProof.First(false, NOW, issuer, null), null, Optional.empty());
  }

  @Test
  void Rule53_anIssuerElsewhereIsNoPasswordAndItsTimeIsTold() {
    SignInProof proof = of(new IssuerProof("hospital", BEFORE, false));
    assertThat(proof.methods()).containsExactly("fed");
    assertThat(proof.assurance()).isEqualTo(Assurance.PASSWORD);
    assertThat(proof.at()).isEqualTo(BEFORE);
    assertThat(of(null).methods()).containsExactly("pwd");
  }

  @Test
  void Rule53_aTicketIsNoPasswordAndItsTimeIsThatOfTheSignInToWindows() {
    SignInProof proof =
        SignInProof.of(
            new SignInProof.First(false, NOW, null, new TicketProof("hosp", BEFORE)),
            null,
            Optional.empty());
    assertThat(proof.methods()).containsExactly("wia");
    assertThat(proof.assurance()).isEqualTo(Assurance.PASSWORD);
    assertThat(proof.at()).isEqualTo(BEFORE);
  }

  @Test
  void Rule55_itsSecondFactorCountsIfItWasAccepted() {
    SignInProof proof = of(new IssuerProof("hospital", null, true));
    assertThat(proof.methods()).containsExactly("fed", "mfa");
    assertThat(proof.acr()).isEqualTo("https://refeds.org/profile/mfa");
    assertThat(proof.at()).isEqualTo(NOW);
  }
}

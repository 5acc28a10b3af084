package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.security.core.GrantedAuthority;

class AuthoritiesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void anAttemptHasItsPasswordOnly() {
    assertThat(authorities(SignIn.State.PASSWORD, false, "sms", null))
        .containsExactlyInAnyOrder("FACTOR_PASSWORD", "ROLE_ATTEMPT");
  }

  @Test
  void aSecondFactorIsAddedToThePassword() {
    assertThat(authorities(SignIn.State.COMPLETE, false, "passkey", NOW))
        .containsExactlyInAnyOrder(
            "FACTOR_PASSWORD", "FACTOR_SECOND", "ROLE_SIGNED_IN", "ROLE_READER");
  }

  @Test
  void aPasskeyAloneIsNoPassword() {
    assertThat(authorities(SignIn.State.COMPLETE, true, "passkey", NOW))
        .containsExactlyInAnyOrder("FACTOR_WEBAUTHN", "ROLE_SIGNED_IN", "ROLE_READER");
  }

  @Test
  void aRememberedBrowserIsNoSecondFactor() {
    assertThat(authorities(SignIn.State.COMPLETE, false, SignIn.REMEMBERED, null))
        .containsExactlyInAnyOrder(
            "FACTOR_PASSWORD", "SECOND_FACTOR_WAIVED", "ROLE_SIGNED_IN", "ROLE_READER");
  }

  @Test
  void aSessionWithoutASecondFactorNamesWhatReplacedIt() {
    assertThat(authorities(SignIn.State.COMPLETE, false, "email", null))
        .containsExactlyInAnyOrder("FACTOR_PASSWORD", "ROLE_SIGNED_IN", "ROLE_READER");
  }

  @Test
  void theHelpDeskSeesNoStudies() {
    assertThat(authorities(Rights.HELP_DESK, SignIn.State.COMPLETE, false, "email", NOW))
        .containsExactlyInAnyOrder(
            "FACTOR_PASSWORD", "FACTOR_SECOND", "ROLE_SIGNED_IN", "ROLE_HELPDESK");
  }

  @Test
  void anAdminHasEachRightByName() {
    assertThat(authorities(Rights.ADMINISTRATION, SignIn.State.COMPLETE, false, "email", NOW))
        .containsExactlyInAnyOrder(
            "FACTOR_PASSWORD",
            "FACTOR_SECOND",
            "ROLE_SIGNED_IN",
            "ROLE_READER",
            "ROLE_HELPDESK",
            "ROLE_ADMIN");
  }

  @Test
  void anAttemptHasNoRights() {
    assertThat(authorities(Rights.ADMINISTRATION, SignIn.State.PASSWORD, false, "email", null))
        .containsExactlyInAnyOrder("FACTOR_PASSWORD", "ROLE_ATTEMPT");
  }

  private static Iterable<String> authorities(
      SignIn.State state, boolean passwordless, String method, @Nullable Instant factorAt) {
    return authorities(Rights.NONE, state, passwordless, method, factorAt);
  }

  private static Iterable<String> authorities(
      Rights rights,
      SignIn.State state,
      boolean passwordless,
      String method,
      @Nullable Instant factorAt) {
    SignInId id = new SignInId(new UUID(0, 1));
    AccountId account = new AccountId(new UUID(0, 2));
    SignIn signIn =
        new SignIn(
            id,
            account,
            state,
            passwordless,
            NOW,
            method,
            factorAt,
            factorAt == null ? null : method,
            state == SignIn.State.COMPLETE ? NOW : null,
            NOW,
            "192.0.2.7",
            "Firefox 140",
            null,
            null,
            null,
            NOW,
            null,
            null,
            null);
    Visitor visitor =
        new Visitor(
            id,
            account,
            "m.owen",
            "Mary Owen",
            rights,
            false,
            null,
            factorAt,
            DatabaseSnapshot.UNKNOWN);
    return SessionSecurityContextRepository.authorities(new ActiveSession(visitor, signIn, false))
        .stream()
        .map(GrantedAuthority::getAuthority)
        .toList();
  }
}

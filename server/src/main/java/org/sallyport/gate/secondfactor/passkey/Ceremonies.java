package org.sallyport.gate.secondfactor.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies responses according to WebAuthn, sections 7.1 and 7.2, using the library webauthn4j. */
@Component
@RequiredArgsConstructor
class Ceremonies {
  /** EdDSA, ES256 and, for Windows Hello, RS256. */
  static final List<PublicKeyCredentialParameters> ALGORITHMS =
      List.of(
          offered(COSEAlgorithmIdentifier.EdDSA),
          offered(COSEAlgorithmIdentifier.ES256),
          offered(COSEAlgorithmIdentifier.RS256));

  private static final int MIN_RSA_BITS = 2048;
  private static final Set<String> TRANSPORTS =
      Set.of("ble", "hybrid", "internal", "nfc", "smart-card", "usb");

  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
  private final RelyingParty party;
  private final AcceptedModels models;

  private static PublicKeyCredentialParameters offered(COSEAlgorithmIdentifier algorithm) {
    return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
  }

  /**
   * Verifies the response with a new key pair, and that it is accepted here.
   *
   * @param challenge the issued challenge, base64url
   */
  Registration verifyRegistration(String answer, String challenge) {
    try {
      RegistrationParameters expected =
          new RegistrationParameters(party.expecting(challenge), ALGORITHMS, false, true);
      RegistrationData data = manager.verifyRegistrationResponseJSON(answer, expected);
      return newKey(data)
          .map(key -> models.check(data, expected, key))
          .orElseGet(Registration.Invalid::new);
    } catch (RuntimeException e) {
      // The library fails on malformed input in many ways; any failure means the response is
      // invalid.
      return new Registration.Invalid();
    }
  }

  private static Optional<NewKey> newKey(RegistrationData data) {
    AuthenticatorData<?> said =
        Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
    AttestedCredentialData credential = said.getAttestedCredentialData();
    if (credential == null || isWeak(credential) || credential.getCredentialId().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new NewKey(
            credential,
            transports(data.getTransports()),
            said.isFlagUV(),
            said.isFlagBE(),
            said.isFlagBS(),
            said.getSignCount(),
            false));
  }

  private static boolean isWeak(AttestedCredentialData credential) {
    return credential.getCOSEKey() instanceof RSACOSEKey rsa
        && Objects.requireNonNull(rsa.getN()).length * Byte.SIZE < MIN_RSA_BITS;
  }

  private static List<String> transports(@Nullable Set<AuthenticatorTransport> said) {
    return said == null
        ? List.of()
        : said.stream()
            .map(AuthenticatorTransport::getValue)
            .filter(TRANSPORTS::contains)
            .sorted()
            .toList();
  }

  /** Parses a response without verifying it; empty if it is malformed. */
  Optional<AuthenticationData> read(String answer) {
    try {
      AuthenticationData data = manager.parseAuthenticationResponseJSON(answer);
      return Optional.ofNullable(data).filter(it -> it.getCredentialId() != null);
    } catch (RuntimeException e) {
      // The library fails on malformed input in many ways; any failure means it is malformed.
      return Optional.empty();
    }
  }

  /**
   * Verifies that the response was signed by that key, for that challenge and this relying party.
   *
   * @param verified whether user verification is required
   */
  Signed verifyAssertion(
      AuthenticationData data, StoredKey key, String challenge, boolean verified) {
    CredentialRecordImpl known = known(key);
    try {
      manager.verify(data, expected(key, known, challenge, verified));
    } catch (MaliciousCounterValueException e) {
      return new Signed.CounterTooLow();
    } catch (RuntimeException e) {
      return new Signed.Invalid(reason(e));
    }
    AuthenticatorData<?> said = Objects.requireNonNull(data.getAuthenticatorData());
    return new Signed.Valid(said.getSignCount(), said.isFlagUV(), said.isFlagBS());
  }

  private AuthenticationParameters expected(
      StoredKey key, CredentialRecordImpl known, String challenge, boolean verified) {
    return new AuthenticationParameters(
        party.expecting(challenge),
        known,
        List.of(key.credential().getCredentialId()),
        verified,
        true);
  }

  private static CredentialRecordImpl known(StoredKey key) {
    return new CredentialRecordImpl(
        null,
        key.verifiesUser(),
        key.backupEligible(),
        key.backedUp(),
        key.signCount(),
        key.credential(),
        null,
        null,
        null,
        null);
  }

  /** The reason from the library's exception name: "bad origin", "user not verified". */
  private static String reason(RuntimeException refusal) {
    return refusal
        .getClass()
        .getSimpleName()
        .replace("Exception", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}

package org.sallyport.gate.secondfactor.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.tpm.TPMAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.stereotype.Component;

/**
 * Which passkeys this installation accepts (ASVS 6.3.3 and 6.7.1 at level 3): with a list of
 * models, those whose hardware proves its model by an attestation of its maker (WebAuthn, sections
 * 6.5 and 7.1). A list without root certificates would prove nothing: anyone can sign an
 * attestation.
 */
@Component
class AcceptedModels {
  private static final String NO_ATTESTATION = "none";

  private final Set<UUID> models;
  private final boolean synced;
  private final WebAuthnManager strict;

  AcceptedModels(PasskeyProperties properties) {
    this.models = properties.models();
    this.synced = properties.synced();
    this.strict = strict(roots(properties.attestationRoots()));
  }

  /** Whether a passkey must prove its model when it is linked. */
  boolean needAttestation() {
    return !models.isEmpty();
  }

  /** Whether every passkey is accepted. */
  boolean areAll() {
    return synced && models.isEmpty();
  }

  /** Whether a passkey that was linked, perhaps under other settings, still counts. */
  boolean accept(StoredKey key) {
    return (synced || !key.backupEligible())
        && (models.isEmpty() || (key.attested() && isListed(key.credential())));
  }

  /** Whether a new passkey, which was verified as such, can be linked. */
  Registration check(RegistrationData data, RegistrationParameters expected, NewKey key) {
    if (key.backupEligible() && !synced) {
      return new Registration.Synced();
    }
    if (models.isEmpty()) {
      return new Registration.Made(key);
    }
    if (NO_ATTESTATION.equals(Objects.requireNonNull(data.getAttestationObject()).getFormat())) {
      return new Registration.NotAttested();
    }
    if (!isListed(key.credential())) {
      return new Registration.OtherModel();
    }
    return isAttested(data, expected)
        ? new Registration.Made(key.withAttestation())
        : new Registration.Untrusted();
  }

  private boolean isListed(AttestedCredentialData credential) {
    UUID model = credential.getAaguid().getValue();
    return model != null && models.contains(model);
  }

  private boolean isAttested(RegistrationData data, RegistrationParameters expected) {
    try {
      strict.verify(data, expected);
      return true;
    } catch (RuntimeException e) {
      // The library reports a bad statement, an unknown format and an unknown maker by many types.
      return false;
    }
  }

  private static WebAuthnManager strict(Set<TrustAnchor> roots) {
    return new WebAuthnManager(
        List.of(new PackedAttestationStatementVerifier(), new TPMAttestationStatementVerifier()),
        new DefaultCertPathTrustworthinessVerifier(new Roots(roots)),
        new DefaultSelfAttestationTrustworthinessVerifier(false));
  }

  /** The same makers for every model; which models are accepted is another setting. */
  private record Roots(Set<TrustAnchor> all) implements TrustAnchorRepository {
    @Override
    public Set<TrustAnchor> find(AAGUID model) {
      return all;
    }

    @Override
    public Set<TrustAnchor> find(byte[] attestationCertificateKeyIdentifier) {
      return all;
    }
  }

  private static Set<TrustAnchor> roots(@Nullable Path file) {
    if (file == null) {
      return Set.of();
    }
    try (InputStream pem = new BufferedInputStream(Files.newInputStream(file))) {
      Set<TrustAnchor> roots =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(it -> new TrustAnchor((X509Certificate) it, null))
              .collect(Collectors.toUnmodifiableSet());
      if (roots.isEmpty()) {
        throw new StartRefused(
            "sallyport.passkey.attestation-roots: there is no certificate in " + file);
      }
      return roots;
    } catch (IOException | CertificateException e) {
      throw new StartRefused("sallyport.passkey.attestation-roots: " + file + " cannot be read", e);
    }
  }
}

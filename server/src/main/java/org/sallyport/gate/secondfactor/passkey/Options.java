package org.sallyport.gate.secondfactor.passkey;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.springframework.stereotype.Component;

/**
 * Builds the options for the browser's WebAuthn calls, as JSON (WebAuthn, sections 5.4 and 5.5).
 */
@Component
@RequiredArgsConstructor
class Options {
  private static final long TIMEOUT_MILLIS = ChallengeStore.TTL.toMillis();

  private final RelyingParty party;
  private final AcceptedModels models;
  private final ObjectConverter converter = new ObjectConverter();

  /** For creating a key pair; excludes authenticators that already hold one of the account's. */
  String creation(Account account, String challenge, List<StoredKey> linked) {
    return json(
        new PublicKeyCredentialCreationOptions(
            new PublicKeyCredentialRpEntity(party.id(), party.name()),
            new PublicKeyCredentialUserEntity(
                UserHandles.of(account.id()), account.username(), account.name()),
            new DefaultChallenge(challenge),
            Ceremonies.ALGORITHMS,
            TIMEOUT_MILLIS,
            descriptors(linked),
            new AuthenticatorSelectionCriteria(
                null, ResidentKeyRequirement.PREFERRED, UserVerificationRequirement.PREFERRED),
            models.needAttestation()
                ? AttestationConveyancePreference.DIRECT
                : AttestationConveyancePreference.NONE,
            null));
  }

  /** For authenticating with one of an account's keys. */
  String request(String challenge, List<StoredKey> keys) {
    boolean all = keys.stream().allMatch(StoredKey::verifiesUser);
    return json(
        new PublicKeyCredentialRequestOptions(
            new DefaultChallenge(challenge),
            TIMEOUT_MILLIS,
            party.id(),
            descriptors(keys),
            all ? UserVerificationRequirement.REQUIRED : UserVerificationRequirement.PREFERRED,
            null));
  }

  /**
   * For authenticating as any account the person selects in the browser (discoverable credentials).
   */
  String request(String challenge) {
    return request(challenge, List.of());
  }

  private static List<PublicKeyCredentialDescriptor> descriptors(List<StoredKey> keys) {
    return keys.stream()
        .map(
            key ->
                new PublicKeyCredentialDescriptor(
                    PublicKeyCredentialType.PUBLIC_KEY,
                    key.credential().getCredentialId(),
                    key.transports().stream()
                        .map(AuthenticatorTransport::create)
                        .collect(Collectors.toSet())))
        .toList();
  }

  private String json(Object options) {
    return converter.getJsonMapper().writeValueAsString(options);
  }
}

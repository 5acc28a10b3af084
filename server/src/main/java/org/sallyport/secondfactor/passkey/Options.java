package org.sallyport.secondfactor.passkey;

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
import org.sallyport.account.Account;
import org.springframework.stereotype.Component;

/** What browsers are asked, as JSON (WebAuthn, sections 5.4 and 5.5). */
@Component
class Options {
  private static final long PATIENCE_MILLIS = ChallengeStore.LASTS.toMillis();

  private final RelyingParty party;
  private final ObjectConverter converter = new ObjectConverter();

  Options(RelyingParty party) {
    this.party = party;
  }

  /** To make a key pair; devices that hold one of the account's already do not make another. */
  String creation(Account account, String challenge, List<StoredKey> linked) {
    return json(
        new PublicKeyCredentialCreationOptions(
            new PublicKeyCredentialRpEntity(party.id(), party.name()),
            new PublicKeyCredentialUserEntity(
                UserHandles.of(account.id()), account.username(), account.name()),
            new DefaultChallenge(challenge),
            Ceremonies.ALGORITHMS,
            PATIENCE_MILLIS,
            descriptors(linked),
            new AuthenticatorSelectionCriteria(
                null, ResidentKeyRequirement.PREFERRED, UserVerificationRequirement.PREFERRED),
            AttestationConveyancePreference.NONE,
            null));
  }

  /** To answer for an account: with one of its keys. */
  String request(String challenge, List<StoredKey> keys) {
    boolean all = keys.stream().allMatch(StoredKey::verifiesUser);
    return json(
        new PublicKeyCredentialRequestOptions(
            new DefaultChallenge(challenge),
            PATIENCE_MILLIS,
            party.id(),
            descriptors(keys),
            all ? UserVerificationRequirement.REQUIRED : UserVerificationRequirement.PREFERRED,
            null));
  }

  /** To answer for whichever account the person chooses in the browser. */
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

package org.sallyport.gate.secondfactor.passkey;

import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Passkeys (WebAuthn).
 *
 * @param enabled whether passkeys can be linked and used. Browsers offer them only where the public
 *     address has a host name, and https or localhost
 * @param synced whether passkeys are accepted that can be copied to other devices, as those in the
 *     keychains of phones and browsers are
 * @param models the AAGUIDs of the authenticator models that are accepted, separated by commas; a
 *     passkey must prove its model by an attestation. All models if not set
 * @param attestationRoots a file (PEM) with the root certificates of the makers of these models,
 *     which have to have issued the attestation
 */
@ConfigurationProperties("sallyport.passkey")
record PasskeyProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("true") boolean synced,
    @DefaultValue Set<UUID> models,
    @Nullable Path attestationRoots) {

  PasskeyProperties {
    models = Set.copyOf(models);
    if (!models.isEmpty() && attestationRoots == null) {
      throw new IllegalArgumentException(
          "sallyport.passkey.attestation-roots: needed together with sallyport.passkey.models");
    }
  }
}

package org.sallyport.gate.secondfactor.passkey;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * This installation as a WebAuthn relying party: passkeys belong to the host of its public address,
 * and responses must come from exactly that origin (WebAuthn, section 7).
 */
@Component
class RelyingParty {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

  private final URI publicUrl;
  private final String name;
  private final boolean enabled;

  RelyingParty(Installation installation, PasskeyProperties properties) {
    this.publicUrl = installation.publicUrl();
    this.name = installation.name();
    this.enabled = properties.enabled();
  }

  String id() {
    return publicUrl.getHost().toLowerCase(Locale.ROOT);
  }

  String name() {
    return name;
  }

  /**
   * Whether passkeys are switched on, and browsers offer them at the public address at all: it
   * needs a host name, and https or localhost.
   */
  boolean isPossible() {
    return enabled && isOffered();
  }

  private boolean isOffered() {
    boolean local = id().equals("localhost") || id().endsWith(".localhost");
    return !ADDRESS.matcher(id()).matches() && (local || "https".equals(publicUrl.getScheme()));
  }

  /**
   * The properties that a response is verified against.
   *
   * @param challenge base64url
   */
  ServerProperty expecting(String challenge) {
    String origin = publicUrl.getScheme() + "://" + publicUrl.getAuthority();
    return ServerProperty.builder()
        .origin(Origin.create(origin.toLowerCase(Locale.ROOT)))
        .rpId(id())
        .challenge(new DefaultChallenge(challenge))
        .build();
  }
}

package org.sallyport.secondfactor.passkey;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * This installation, as browsers and devices know it: passkeys belong to the host of its public
 * address, and answers have to come from exactly that address (WebAuthn, section 7).
 */
@Component
class RelyingParty {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

  private final URI publicUrl;
  private final String name;

  RelyingParty(Installation installation) {
    this.publicUrl = installation.publicUrl();
    this.name = installation.name();
  }

  String id() {
    return publicUrl.getHost().toLowerCase(Locale.ROOT);
  }

  String name() {
    return name;
  }

  /** Whether browsers offer passkeys at that address at all: by a name, and over https. */
  boolean isPossible() {
    boolean local = id().equals("localhost") || id().endsWith(".localhost");
    return !ADDRESS.matcher(id()).matches() && (local || "https".equals(publicUrl.getScheme()));
  }

  /**
   * What an answer is held against.
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

package org.sallyport.connect.oidc.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;

/**
 * An application that signs people in here.
 *
 * @param clientId its name in the protocol
 * @param name its name on pages
 * @param kind how it proves who it is
 * @param isNative whether it is an installed program, whose loopback address may have any port (RFC
 *     8252 section 7.3)
 * @param own whether it is the hospital's own, so that nobody is asked for consent
 * @param logoutUri where the end of a session is told; null if it is not
 * @param keys its public keys, a JWK Set; null if it has none
 * @param policy who may use it, and what a sign-in must prove
 * @param accessLasts validity of an access token
 * @param version raised by each change that an admin makes
 * @param disabledAt null if it is enabled
 */
public record Client(
    UUID id,
    String clientId,
    String name,
    Authentication kind,
    boolean isNative,
    boolean own,
    List<String> redirectUris,
    List<String> postLogoutUris,
    @Nullable String logoutUri,
    Set<String> scopes,
    @Nullable String keys,
    Secrets secrets,
    Policy policy,
    Duration accessLasts,
    int version,
    Instant createdAt,
    @Nullable Instant disabledAt,
    @Nullable Instant lastUsedAt) {

  /** How a client proves who it is (RFC 6749 section 2.3, OpenID Connect Core section 9). */
  public enum Authentication {
    CLIENT_SECRET_BASIC,
    PRIVATE_KEY_JWT,
    /** A public client: a program in a browser or on a device, which can keep no secret. */
    NONE
  }

  /**
   * Who may use a client, and what their sign-in must prove.
   *
   * @param roles words of roles; empty for every role
   * @param groups names of groups, one of which is needed; empty if none is
   * @param maxAge since the last proof; null for any age within a session
   */
  public record Policy(
      Set<String> roles, Set<String> groups, Assurance assurance, @Nullable Duration maxAge) {}

  /**
   * The secrets of a client.
   *
   * @param hashes the valid ones, two while one is replaced
   * @param madeAt when the present one was made; null if there is none
   * @param previousUntil when the one before stops being valid; null if it is not valid now
   */
  public record Secrets(
      List<byte[]> hashes, @Nullable Instant madeAt, @Nullable Instant previousUntil) {
    static final Secrets NONE = new Secrets(List.of(), null, null);
  }

  public boolean isEnabled() {
    return disabledAt == null;
  }

  public boolean isPublic() {
    return kind == Authentication.NONE;
  }
}

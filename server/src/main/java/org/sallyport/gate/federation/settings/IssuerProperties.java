package org.sallyport.gate.federation.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.sallyport.platform.policy.NamedSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An issuer elsewhere that signs people in (OpenID Connect).
 *
 * @param title its name on the button of the sign-in page, for example Lindenmoor Hospital
 * @param issuer its issuer identifier, exactly as it stands in its metadata, for example
 *     https://login.microsoftonline.com/TENANT/v2.0
 * @param kind standard, or entra for Microsoft Entra ID, where a person is tenant and object id
 * @param clientId the id under which Sallyport is registered there
 * @param clientSecret the secret; or client-key-file and client-certificate-file
 * @param clientKeyFile a private key as PEM (PKCS #8), by which Sallyport proves who it is
 *     (private_key_jwt)
 * @param clientCertificateFile the certificate of that key as PEM, which is registered there
 * @param clientKeyAlgorithm how that key signs, for example PS256; RS256 or ES256 if not set
 * @param decryptionKeyFile a private key as PEM (PKCS #8); if set, only ID tokens are accepted that
 *     are encrypted for it
 * @param algorithms the signatures that are accepted under its tokens
 * @param scopes what is asked for
 * @param acrValues the classes of authentication that are asked for, in the order of preference
 * @param secondFactor what in an ID token proves a second factor that takes the place of ours, each
 *     as acr=VALUE or amr=VALUE. If empty, ours always follows
 * @param secondFactorMaxAge how long ago the issuer may have asked the person (auth_time) for that
 * @param create when a person gets an account: never or sign-in
 * @param role the role of such accounts: physician or patient
 * @param usernameClaim the claim with the username of such accounts
 * @param takeEmail whether such accounts get the address of the ID token, if the issuer says that
 *     it is verified. Codes for a sign-in go there
 * @param caFile certificates of the authority of its certificate, as PEM; those of Java if not set
 * @param clearTextOnLoopback whether its addresses may be http:// on this same machine
 * @param timeout the longest wait for an answer
 */
@NamedSettings
@ConfigurationProperties("sallyport.issuers.name")
public record IssuerProperties(
    @Nullable String title,
    @Nullable URI issuer,
    @DefaultValue("standard") IssuerKind kind,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable Path clientKeyFile,
    @Nullable Path clientCertificateFile,
    @Nullable String clientKeyAlgorithm,
    @Nullable Path decryptionKeyFile,
    @DefaultValue({"RS256", "PS256", "ES256"}) Set<String> algorithms,
    @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
    @DefaultValue List<String> acrValues,
    @DefaultValue List<String> secondFactor,
    @DefaultValue("10m") Duration secondFactorMaxAge,
    @DefaultValue("never") PersonCreation create,
    @DefaultValue("physician") String role,
    @DefaultValue("preferred_username") String usernameClaim,
    @DefaultValue("false") boolean takeEmail,
    @Nullable Path caFile,
    @DefaultValue("false") boolean clearTextOnLoopback,
    @DefaultValue("5s") Duration timeout) {
  private static final Set<String> ROLES = Set.of("physician", "patient");
  private static final Set<String> SIGNATURES =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  public IssuerProperties {
    need("title", title);
    need("client-id", clientId);
    if (issuer == null) {
      throw refused("issuer must be set");
    }
    if (!isAllowed(issuer, clearTextOnLoopback)) {
      throw refused("issuer: " + issuer + " must be https://HOST");
    }
    if ((clientSecret == null) == (clientKeyFile == null)) {
      throw refused("either client-secret or client-key-file must be set");
    }
    if ((clientKeyFile == null) != (clientCertificateFile == null)) {
      throw refused("client-key-file and client-certificate-file belong together");
    }
    among("algorithms", algorithms, SIGNATURES);
    if (clientKeyAlgorithm != null) {
      among("client-key-algorithm", Set.of(clientKeyAlgorithm), SIGNATURES);
    }
    among("role", Set.of(role), ROLES);
    if (!scopes.contains("openid")) {
      throw refused("scopes must have openid");
    }
    for (String proof : secondFactor) {
      if (!proof.matches("(acr|amr)=.+")) {
        throw refused("second-factor: \"" + proof + "\" must be acr=VALUE or amr=VALUE");
      }
    }
  }

  private static void need(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw refused(name + " must be set");
    }
  }

  private static void among(String name, Set<String> values, Set<String> known) {
    for (String value : values) {
      if (!known.contains(value)) {
        throw refused(
            name
                + ": \""
                + value
                + "\" is none of "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException("sallyport.issuers: " + words);
  }

  /**
   * Whether an address of an issuer may be asked: encrypted, with a host and without a user.
   *
   * @param clearTextOnLoopback whether this same machine may be asked in the clear
   */
  public static boolean isAllowed(URI address, boolean clearTextOnLoopback) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    return host != null
        && address.getUserInfo() == null
        && address.getFragment() == null
        && (scheme.equals("https")
            || (clearTextOnLoopback && scheme.equals("http") && Loopback.is(host)));
  }

  /** Its issuer identifier, as tokens have it. */
  public String identifier() {
    return String.valueOf(issuer);
  }

  /** The id under which Sallyport is registered there. */
  public String client() {
    return String.valueOf(clientId);
  }

  /** Its name on pages. */
  public String name() {
    return String.valueOf(title);
  }

  /** Omits the secret. */
  @Override
  public String toString() {
    return "IssuerProperties[" + issuer + "]";
  }
}

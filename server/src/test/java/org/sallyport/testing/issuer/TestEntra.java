package org.sallyport.testing.issuer;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant of Microsoft Entra ID on this machine that asks for the second factor here: its
 * discovery and keys, and the requests that it sends, whose every part a test can make a lie.
 */
public final class TestEntra {
  public static final String CLIENT = "sallyport-for-microsoft";

  public final TestIssuer issuer;
  public final UUID tenantId;
  public final UUID applicationId = UUID.randomUUID();
  private final String name;
  private final String host;

  /**
   * Starts a tenant.
   *
   * @param name in the settings
   */
  public TestEntra(String name) {
    this(name, UUID.randomUUID());
  }

  private TestEntra(String name, UUID tenantId) {
    this.name = name;
    this.tenantId = tenantId;
    this.issuer = new TestIssuer(name, "/" + tenantId + "/v2.0");
    this.host = issuer.url.substring(0, issuer.url.indexOf("/" + tenantId));
  }

  /** The settings of the issuer and the tenant. */
  public Map<String, Object> settings(String... others) {
    Map<String, Object> settings = new TreeMap<>(issuer.settings("kind", "entra"));
    String prefix = "sallyport.entra-mfa." + name + ".";
    settings.put(prefix + "tenant-id", tenantId.toString());
    settings.put(prefix + "client-id", CLIENT);
    settings.put(prefix + "application-id", applicationId.toString());
    settings.put(prefix + "stand-in", host);
    for (int i = 0; i < others.length; i += 2) {
      settings.put(prefix + others[i], others[i + 1]);
    }
    return settings;
  }

  /** The only address to which answers are sent. */
  public String redirectAddress() {
    return host + "/common/federation/externalauthprovider";
  }

  /** The path of the authorization endpoint here. */
  public String authorizePath() {
    return "/entra-mfa/" + name + "/authorize";
  }

  /** The subject of a person, as a link has it. */
  public String subject(String objectId) {
    return tenantId + "/" + objectId;
  }

  /** What an honest hint says: it "is issued as expired". */
  public JWTClaimsSet.Builder hint(String objectId, Clock clock) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url)
        .audience(applicationId.toString())
        .subject("pairwise-" + objectId)
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.minusSeconds(1)))
        .jwtID(UUID.randomUUID().toString())
        .claim("ver", "2.0")
        .claim("tid", tenantId.toString())
        .claim("oid", objectId)
        .claim("preferred_username", objectId + "@hospital.example");
  }

  /** What an honest request has. */
  public Map<String, String> request(@Nullable String hint) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("scope", "openid");
    request.put("response_mode", "form_post");
    request.put("response_type", "id_token");
    request.put("client_id", CLIENT);
    request.put("redirect_uri", redirectAddress());
    request.put("claims", claims("possessionorinherence"));
    request.put("nonce", "nonce-" + UUID.randomUUID());
    request.put("state", "state+of /Microsoft=" + UUID.randomUUID());
    request.put("client-request-id", UUID.randomUUID().toString());
    if (hint != null) {
      request.put("id_token_hint", hint);
    }
    return request;
  }

  /** The parameter of the reference, with this class. */
  public static String claims(String authenticationClass) {
    return String.format(
        Locale.ROOT,
        """
        {"id_token":{"acr":{"essential":true,"values":["%s"]},"amr":{"essential":true,
         "values":["face","fido","fpt","hwk","iris","otp","pop","retina","sc","sms","swk","tel","vbm"]}}}
        """,
        authenticationClass);
  }
}

package org.sallyport.gate.federation.protocol;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.settings.IssuerProperties;

/**
 * What an issuer says of itself (OpenID Connect Discovery 1.0 section 3).
 *
 * @param endSession where a person signs out there; null if it offers none
 * @param namesItself whether each of its answers names it (RFC 9207 section 3)
 */
record IssuerMetadata(
    URI authorization, URI token, URI keys, @Nullable URI endSession, boolean namesItself) {
  private static final int LONGEST_SHOWN = 200;
  private static final String PATH = "/.well-known/openid-configuration";

  /** Where the metadata of an issuer are (section 4): its path is kept. */
  static URI address(IssuerProperties properties) {
    return URI.create(properties.identifier().replaceAll("/+$", "") + PATH);
  }

  /**
   * Reads the metadata.
   *
   * @throws IssuerUnreachable if they are not those of the issuer (section 4.3), or something is
   *     missing or not encrypted
   */
  static IssuerMetadata read(String text, IssuerProperties properties) throws IssuerUnreachable {
    Map<String, Object> json;
    try {
      json = JSONObjectUtils.parse(text);
      String issuer = JSONObjectUtils.getString(json, "issuer");
      if (!properties.identifier().equals(issuer)) {
        throw new IssuerUnreachable("the metadata are those of another issuer: " + shown(issuer));
      }
      Object named = json.get("authorization_response_iss_parameter_supported");
      return new IssuerMetadata(
          needed(json, "authorization_endpoint", properties),
          needed(json, "token_endpoint", properties),
          needed(json, "jwks_uri", properties),
          address(json, "end_session_endpoint", properties).orElse(null),
          Boolean.TRUE.equals(named));
    } catch (ParseException e) {
      throw new IssuerUnreachable("the metadata are not understood", e);
    }
  }

  /** As far as a line of the log takes it: the text comes from elsewhere. */
  private static String shown(@Nullable String text) {
    String plain = String.valueOf(text).replaceAll("[^!-~]", "?");
    return plain.substring(0, Math.min(plain.length(), LONGEST_SHOWN));
  }

  private static URI needed(Map<String, Object> json, String name, IssuerProperties properties)
      throws ParseException, IssuerUnreachable {
    return address(json, name, properties)
        .orElseThrow(() -> new IssuerUnreachable("the metadata have no usable " + name));
  }

  private static Optional<URI> address(
      Map<String, Object> json, String name, IssuerProperties properties) throws ParseException {
    return Optional.ofNullable(JSONObjectUtils.getURI(json, name))
        .filter(it -> IssuerProperties.isAllowed(it, properties.clearTextOnLoopback()));
  }
}

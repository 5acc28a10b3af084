package org.sallyport.gate.federation.protocol;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.http.HttpAnswer;

/** An issuer of the settings: where a sign-in there begins, and what its answer proves. */
public final class Issuer implements AutoCloseable {
  private static final Duration ASSERTION_LASTS = Duration.ofMinutes(1);
  private static final int OK = 200;

  private final String name;
  private final IssuerProperties properties;
  private final IssuerHttp http;
  private final IssuerDocuments documents;
  private final IdTokens idTokens;
  private final LogoutTokens logoutTokens;
  private final HintTokens hintTokens;
  private final @Nullable ClientKey key;
  private final Supplier<String> ids;
  private final Clock clock;

  /**
   * Nothing is asked yet.
   *
   * @param name in the settings
   * @param ids gives an id that is used once
   * @throws IllegalStateException if a file of the settings cannot be read
   */
  public Issuer(String name, IssuerProperties properties, Supplier<String> ids, Clock clock) {
    this.name = name;
    this.properties = properties;
    this.ids = ids;
    this.clock = clock;
    try {
      this.http = new IssuerHttp(properties);
      this.documents = new IssuerDocuments(properties, http, clock);
      Path decryption = properties.decryptionKeyFile();
      IssuerTokens tokens =
          new IssuerTokens(
              properties,
              documents,
              decryption == null ? null : ClientKey.privateKey(decryption),
              clock);
      this.idTokens = new IdTokens(properties, tokens, clock);
      this.logoutTokens = new LogoutTokens(tokens, idTokens, clock);
      this.hintTokens = new HintTokens(tokens, idTokens, clock);
      this.key = key(properties);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("sallyport.issuers." + name + ": " + e, e);
    }
  }

  private static @Nullable ClientKey key(IssuerProperties properties)
      throws GeneralSecurityException, IOException {
    Path keyFile = properties.clientKeyFile();
    Path certificate = properties.clientCertificateFile();
    return keyFile == null || certificate == null
        ? null
        : new ClientKey(keyFile, certificate, properties.clientKeyAlgorithm());
  }

  /** Its name in the settings. */
  public String name() {
    return name;
  }

  /** Its name on pages. */
  public String title() {
    return properties.name();
  }

  public IssuerProperties properties() {
    return properties;
  }

  /**
   * A request for a sign-in.
   *
   * @param verifier of PKCE (RFC 7636), 43 characters
   */
  public record Request(URI redirectTo, String state, String nonce, String verifier) {
    /** Omits the secrets. */
    @Override
    public String toString() {
      return "Request[" + redirectTo + "]";
    }
  }

  /**
   * Reads the metadata, if they were not read lately, so that nothing else has to wait for them.
   */
  public void ready() throws IssuerUnreachable {
    documents.metadata();
  }

  /** The address at which the person signs in there. */
  public String address(Request request) throws IssuerUnreachable {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", properties.client());
    parameters.put("redirect_uri", request.redirectTo().toString());
    parameters.put("scope", String.join(" ", properties.scopes()));
    parameters.put("state", request.state());
    parameters.put("nonce", request.nonce());
    parameters.put("code_challenge", challenge(request.verifier()));
    parameters.put("code_challenge_method", "S256");
    if (!properties.acrValues().isEmpty()) {
      parameters.put("acr_values", String.join(" ", properties.acrValues()));
    }
    return with(documents.metadata().authorization(), parameters);
  }

  /**
   * Where a person signs out there and comes back from; empty if the issuer offers no such page.
   */
  public Optional<String> signOutAddress(URI backTo) {
    try {
      return Optional.ofNullable(documents.metadata().endSession())
          .map(
              it ->
                  with(
                      it,
                      Map.of(
                          "client_id",
                          properties.client(),
                          "post_logout_redirect_uri",
                          backTo.toString())));
    } catch (IssuerUnreachable e) {
      return Optional.empty();
    }
  }

  private static String with(URI address, Map<String, String> parameters) {
    return address + (address.getRawQuery() == null ? "?" : "&") + FormText.of(parameters);
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /**
   * Whether an answer may be this issuer's by the issuer that it names (RFC 9207 section 2.4).
   *
   * @param named null if it names none
   */
  public boolean isAnswerOf(@Nullable String named) throws IssuerUnreachable {
    return named == null
        ? !documents.metadata().namesItself()
        : properties.identifier().equals(named);
  }

  /** What redeeming a code comes to. */
  public sealed interface Answer {

    /** The issuer has signed a person in. */
    record Proved(ProvedPerson person) implements Answer {}

    /**
     * It does not prove what it should.
     *
     * @param check which check failed, in a word
     */
    record NotProved(String check) implements Answer {}

    /** The issuer does not answer, or not as it should. */
    record Away(IssuerUnreachable why) implements Answer {}
  }

  /** Redeems a code, once, and checks the ID token. */
  public Answer redeem(String code, Request request) {
    try {
      Map<String, Object> tokens = tokens(code, request);
      String idToken = text(tokens, "id_token");
      if (idToken == null) {
        throw new TokenRefused("no id_token");
      }
      return new Answer.Proved(
          idTokens.check(idToken, request.nonce(), text(tokens, "access_token")));
    } catch (TokenRefused e) {
      return new Answer.NotProved(e.check());
    } catch (IssuerUnreachable e) {
      return new Answer.Away(e);
    }
  }

  /** What a token that names a person comes to. */
  public sealed interface Hint {

    /** The issuer means this person. */
    record Of(HintedPerson person) implements Hint {}

    /**
     * It is none of this issuer's.
     *
     * @param check which check failed, in a word
     */
    record NotValid(String check) implements Hint {}

    /** The issuer does not answer, or not as it should. */
    record Away(IssuerUnreachable why) implements Hint {}
  }

  /**
   * Whom the issuer means by a token that it sends with a request of its own ({@code
   * id_token_hint}).
   *
   * @param audience the one client for which the token has to be
   */
  public Hint hinted(String token, String audience) {
    try {
      return new Hint.Of(hintTokens.check(token, audience));
    } catch (TokenRefused e) {
      return new Hint.NotValid(e.check());
    } catch (IssuerUnreachable e) {
      return new Hint.Away(e);
    }
  }

  /** What a logout token says; empty if it is none of this issuer's. */
  public Optional<LogoutClaims> ended(String token) throws IssuerUnreachable {
    try {
      return Optional.of(logoutTokens.check(token));
    } catch (TokenRefused e) {
      return Optional.empty();
    }
  }

  private Map<String, Object> tokens(String code, Request request)
      throws TokenRefused, IssuerUnreachable {
    URI endpoint = documents.metadata().token();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", request.redirectTo().toString());
    form.put("code_verifier", request.verifier());
    HttpAnswer answer = http.post(endpoint, form, proof(endpoint, form));
    if (answer.status() != OK) {
      throw new TokenRefused("token endpoint " + answer.status());
    }
    try {
      return JSONObjectUtils.parse(answer.text());
    } catch (ParseException e) {
      throw new TokenRefused("token answer", e);
    }
  }

  /** Proves who asks: by a header, or by an assertion in the form. */
  private Map<String, String> proof(URI endpoint, Map<String, String> form) {
    if (key == null) {
      String pair =
          FormText.encoded(properties.client())
              + ":"
              + FormText.encoded(String.valueOf(properties.clientSecret()));
      return Map.of(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
    }
    form.put("client_id", properties.client());
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", key.sign(assertion(endpoint)));
    return Map.of();
  }

  private JWTClaimsSet assertion(URI endpoint) {
    return new JWTClaimsSet.Builder()
        .issuer(properties.client())
        .subject(properties.client())
        .audience(List.of(endpoint.toString()))
        .jwtID(ids.get())
        .issueTime(Date.from(clock.instant()))
        .notBeforeTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plus(ASSERTION_LASTS)))
        .build();
  }

  private static @Nullable String text(Map<String, Object> json, String name) {
    return json.get(name) instanceof String text ? text : null;
  }

  @Override
  public void close() {
    http.close();
  }
}

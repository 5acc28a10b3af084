package org.sallyport.connect.oidc;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application that signs people in here, as simple as one can be. */
public final class RelyingParty {
  /** The public address of the tests, at another port than the server listens on. */
  static final String ISSUER = "http://localhost:8080";

  static final String CALLBACK = "https://app.example/cb";
  static final String VERIFIER = "a-verifier-of-at-least-43-characters-0123456789abc";
  static final List<String> SCOPES =
      List.of("openid", "profile", "email", "roles", "groups", "physician_numbers");
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern MOVES_ON =
      Pattern.compile("http-equiv=\"refresh\" content=\"0; url=([^\"]*)\"");

  public final Client client;
  final @Nullable String secret;
  private final URI home;

  RelyingParty(Client client, @Nullable String secret, int port) {
    this.client = client;
    this.secret = secret;
    this.home = URI.create("http://localhost:" + port);
  }

  public static RelyingParty confidential(Clients clients, int port) {
    return with(clients, port, Authentication.CLIENT_SECRET_BASIC, true, any(), CALLBACK);
  }

  /** A viewer elsewhere: a page without a secret, which may ask for studies and images. */
  public static RelyingParty viewer(Clients clients, int port) {
    return viewer(clients, port, Set.of());
  }

  /** The same for members of these groups. */
  public static RelyingParty viewer(Clients clients, int port, Set<String> groups) {
    return with(
        clients,
        port,
        Authentication.NONE,
        true,
        new Policy(Set.of(), groups, Assurance.PASSWORD, null),
        Set.of("openid", Clients.DICOMWEB),
        CALLBACK);
  }

  static Policy any() {
    return new Policy(Set.of(), Set.of(), Assurance.PASSWORD, null);
  }

  static RelyingParty with(
      Clients clients,
      int port,
      Authentication kind,
      boolean own,
      Policy policy,
      String... addresses) {
    return with(clients, port, kind, own, policy, Set.copyOf(SCOPES), addresses);
  }

  private static RelyingParty with(
      Clients clients,
      int port,
      Authentication kind,
      boolean own,
      Policy policy,
      Set<String> scopes,
      String... addresses) {
    String id = "app-" + COUNT.incrementAndGet();
    Clients.Done done =
        (Clients.Done)
            clients.add(
                new Clients.Registration(
                    id,
                    "Application " + id,
                    kind,
                    kind == Authentication.NONE,
                    own,
                    Arrays.asList(addresses),
                    List.of(CALLBACK + "/out"),
                    null,
                    scopes,
                    null,
                    policy,
                    Duration.ofMinutes(5)),
                new Actor(null, "test", null),
                Origin.COMMAND_LINE);
    return new RelyingParty(done.client(), done.secret(), port);
  }

  /** An answer of an endpoint. */
  public record Answer(int status, JsonNode json, HttpResponse<String> response) {
    public String text(String name) {
      return json.path(name).asString("");
    }
  }

  /**
   * The path of a request, with parameters that replace or add to the usual ones; empty removes.
   */
  String authorize(String... others) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", client.clientId());
    parameters.put("redirect_uri", client.redirectUris().getFirst());
    parameters.put("response_type", "code");
    parameters.put("scope", String.join(" ", SCOPES));
    parameters.put("state", "a state & more");
    parameters.put("nonce", "n-1");
    parameters.put("code_challenge", challenge(VERIFIER));
    parameters.put("code_challenge_method", "S256");
    for (int i = 0; i < others.length; i += 2) {
      parameters.put(others[i], others[i + 1]);
    }
    parameters.values().removeIf(String::isEmpty);
    return "/oauth2/authorize?" + form(parameters);
  }

  /** Signs in by a session that is enough; the address at which the application gets its answer. */
  Map<String, String> answer(Browser browser, String... others) {
    Browser.Page page = browser.get(authorize(others));
    if (page.status() == 302 && page.location().startsWith(CALLBACK)) {
      return parameters(page.location());
    }
    throw new AssertionError(page.status() + " " + page.location() + " " + page.text());
  }

  public String code(Browser browser, String... others) {
    Map<String, String> answer = answer(browser, others);
    if (!answer.containsKey("code")) {
      throw new AssertionError(answer.toString());
    }
    return answer.get("code");
  }

  /** Where a page moves on to. */
  static Map<String, String> movesOn(Browser.Page page) {
    Matcher matcher = MOVES_ON.matcher(page.body());
    if (!matcher.find()) {
      throw new AssertionError(page.status() + " " + page.location() + " " + page.text());
    }
    return parameters(matcher.group(1).replace("&amp;", "&"));
  }

  static Map<String, String> parameters(String address) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : address.substring(address.indexOf('?') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  public Answer redeem(@Nullable String code, String... others) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", Objects.requireNonNull(code));
    form.put("redirect_uri", client.redirectUris().getFirst());
    form.put("code_verifier", VERIFIER);
    return call("/oauth2/token", form, others);
  }

  public Answer refresh(String token, String... others) {
    return call(
        "/oauth2/token",
        new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", token)),
        others);
  }

  public Answer call(String path, Map<String, String> form, String... others) {
    Map<String, String> all = new LinkedHashMap<>(form);
    if (client.isPublic()) {
      all.put("client_id", client.clientId());
    }
    for (int i = 0; i < others.length; i += 2) {
      all.put(others[i], others[i + 1]);
    }
    all.values().removeIf(String::isEmpty);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(home.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(all)));
    if (secret != null && !all.containsKey("client_assertion")) {
      request.header("Authorization", "Basic " + basic(client.clientId(), secret));
    }
    return send(request.build());
  }

  public Answer userInfo(String token) {
    return send(
        HttpRequest.newBuilder(home.resolve("/userinfo"))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  /**
   * The same by POST (OpenID Connect Core 5.3.1).
   *
   * @param inBody whether the token is in the body (RFC 6750 section 2.2) and not in the header
   */
  Answer userInfoByPost(String token, boolean inBody) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(home.resolve("/userinfo"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    inBody ? form(Map.of("access_token", token)) : ""));
    if (!inBody) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(home.resolve(path)).build());
  }

  /** Which origin the answer to a browser's question before a call allows. */
  String allowedOrigin(String path, String origin) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(home.resolve(path))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Sec-Fetch-Site", "cross-site")
            .header("Sec-Fetch-Dest", "empty")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization");
    return send(request.build())
        .response()
        .headers()
        .firstValue("Access-Control-Allow-Origin")
        .orElse("");
  }

  /** The claims of an ID token whose signature is right. */
  JWTClaimsSet verified(String idToken) {
    try {
      JWKSet keys = JWKSet.parse(get("/oauth2/jwks").response().body());
      SignedJWT token = SignedJWT.parse(idToken);
      RSASSAVerifier verifier =
          new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey());
      if (!token.verify(verifier)) {
        throw new AssertionError("the signature is wrong");
      }
      return token.getJWTClaimsSet();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      String body = response.body();
      return new Answer(
          response.statusCode(), JSON.readTree(body.startsWith("{") ? body : "{}"), response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String basic(String id, String secret) {
    return Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private static String form(Map<String, String> parameters) {
    StringBuilder form = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return form.toString();
  }
}

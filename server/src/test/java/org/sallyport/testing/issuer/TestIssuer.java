package org.sallyport.testing.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider on this machine: metadata, keys and a token endpoint that demands the client's
 * secret and PKCE. What an ID token says is up to the test, and so is what is wrong with it.
 */
public final class TestIssuer {
  public static final String CLIENT = "sallyport";
  public static final String SECRET = "a secret: of+the client";

  public final String url;
  public final AtomicInteger keyReads = new AtomicInteger();
  public final RSAKey key;
  private final String name;
  private final String root;
  private final HttpServer server;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private volatile boolean away;
  private volatile Map<String, String> lastForm = Map.of();
  private volatile Map<String, String> posted = Map.of();

  private record Grant(String challenge, String answer) {}

  /**
   * Starts an issuer.
   *
   * @param name in the settings
   */
  public TestIssuer(String name) {
    this(name, "/realm");
  }

  /**
   * Starts an issuer whose identifier has this path.
   *
   * @param name in the settings
   */
  public TestIssuer(String name, String root) {
    this.name = name;
    this.root = root;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    url = "http://127.0.0.1:" + server.getAddress().getPort() + root;
    key = newKey();
    documents.put(root + "/.well-known/openid-configuration", metadata(url, false));
    documents.put(root + "/keys", new JWKSet(key.toPublicJWK()).toString());
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings of a client of this issuer. */
  public Map<String, Object> settings(String... others) {
    Map<String, Object> settings = new TreeMap<>();
    Map<String, String> all = new TreeMap<>();
    all.put("title", "The " + name);
    all.put("issuer", url);
    all.put("client-id", CLIENT);
    all.put("client-secret", SECRET);
    all.put("clear-text-on-loopback", "true");
    for (int i = 0; i < others.length; i += 2) {
      all.put(others[i], others[i + 1]);
    }
    all.values().removeIf(String::isEmpty);
    all.forEach((key, value) -> settings.put("sallyport.issuers." + name + "." + key, value));
    return settings;
  }

  /** The metadata of an issuer whose endpoints are here. */
  public String metadata(String issuer, boolean namesItself) {
    return String.format(
        Locale.ROOT,
        """
        {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token","jwks_uri":"%s/keys",
         "end_session_endpoint":"%s/logout","authorization_response_iss_parameter_supported":%s}
        """,
        issuer,
        url,
        url,
        url,
        url,
        namesItself);
  }

  /** Answers with another document from now on. */
  public void publish(String path, String document) {
    documents.put(root + "/" + path, document);
  }

  /** Answers with a page at any path of its host from now on. */
  public void page(String path, String html) {
    documents.put(path, html);
  }

  /** The form that one of its pages got last. */
  public Map<String, String> posted() {
    return posted;
  }

  public void setAway(boolean isAway) {
    away = isAway;
  }

  /** The form that the token endpoint got last. */
  public Map<String, String> lastForm() {
    return lastForm;
  }

  /** Signs claims with the issuer's key. */
  public String sign(JWTClaimsSet claims) {
    return sign(claims, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), key);
  }

  public static String sign(JWTClaimsSet claims, JWSHeader.Builder header, RSAKey key) {
    try {
      SignedJWT token = new SignedJWT(header.build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A code for an ID token.
   *
   * @param challenge of the request
   */
  public String code(String challenge, String idToken) {
    String code = UUID.randomUUID().toString();
    String answer =
        "{\"access_token\":\"an-access-token\",\"token_type\":\"Bearer\",\"id_token\":\""
            + idToken
            + "\"}";
    grants.put(code, new Grant(challenge, answer));
    return code;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (away) {
        return;
      }
      if (path.equals(root + "/keys")) {
        keyReads.incrementAndGet();
      }
      if (path.equals(root + "/token")) {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        @Nullable String tokens =
            tokens(form, exchange.getRequestHeaders().getFirst("Authorization"));
        send(exchange, tokens == null ? 400 : 200, tokens == null ? "{}" : tokens);
        return;
      }
      if (exchange.getRequestMethod().equals("POST")) {
        posted =
            fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      }
      @Nullable String document = documents.get(path);
      if (document != null && document.startsWith("redirect:")) {
        exchange.getResponseHeaders().set("Location", document.substring("redirect:".length()));
        send(exchange, 302, "");
      } else {
        send(exchange, document == null ? 404 : 200, document == null ? "" : document);
      }
    }
  }

  private static Map<String, String> fields(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return Map.copyOf(form);
  }

  private @Nullable String tokens(String body, @Nullable String authorization) {
    Map<String, String> form = fields(body);
    lastForm = form;
    @Nullable Grant grant = grants.remove(form.getOrDefault("code", ""));
    boolean isClient =
        form.containsKey("client_assertion") || basic(CLIENT, SECRET).equals(authorization);
    return grant != null
            && isClient
            && grant.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))
        ? grant.answer()
        : null;
  }

  private static String basic(String id, String secret) {
    String pair =
        java.net.URLEncoder.encode(id, StandardCharsets.UTF_8)
            + ":"
            + java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type", body.startsWith("<") ? "text/html; charset=utf-8" : "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}

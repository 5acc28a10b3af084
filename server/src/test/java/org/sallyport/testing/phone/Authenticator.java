package org.sallyport.testing.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.Browser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulated phone with Sallyport Authenticator: speaks the protocol of docs/app-protocol.md with
 * its own key. It can also be run manually: see {@link #main}.
 */
public final class Authenticator {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern KEY = Pattern.compile("id=\"key\">([A-Z2-7 ]+)<");
  private static final Pattern SHOWN = Pattern.compile("name=\"code\" value=\"([0-9a-f-]{36})\"");
  private static final String LINK = "/settings/devices/link/app";

  private final URI home;
  private final String publicUrl;
  private final Clock clock;
  private final KeyPair key;
  private String device = "";

  /** A new phone that uses the installation's address as its public URL. */
  public Authenticator(URI home, Clock clock) {
    this(home, "http://localhost:8080", clock);
  }

  /**
   * A new phone.
   *
   * @param publicUrl the public URL of the installation, which every answer's signature covers
   */
  public Authenticator(URI home, String publicUrl, Clock clock) {
    this.home = home;
    this.publicUrl = publicUrl;
    this.clock = clock;
    this.key = key();
  }

  /** A response of the server. */
  public record Answer(int status, String body, HttpResponse<String> response) {
    public JsonNode json() {
      return JSON.readTree(body);
    }

    public String state() {
      return json().path("state").asString();
    }
  }

  /** Links a new phone to the account signed in with the browser. */
  public static Authenticator link(Browser browser, int port, Clock clock, String... more) {
    return new Authenticator(URI.create("http://localhost:" + port), clock).linkedBy(browser, more);
  }

  /** Links this phone to the account signed in with the browser. */
  public Authenticator linkedBy(Browser browser, String... more) {
    browser.get("/settings/devices");
    browser.post(LINK);
    String secret = secret(browser.get(LINK));
    if (link(secret, "Pixel 9").status() != 200) {
      throw new AssertionError("not linked");
    }
    confirmed(browser, more);
    return this;
  }

  /** The pairing secret shown on the page. */
  public static String secret(Browser.Page page) {
    return found(KEY, page).replace(" ", "");
  }

  /** Presses "Link phone" on the page. */
  public void confirmed(Browser browser, String... more) {
    String[] fields = new String[more.length + 2];
    fields[0] = "code";
    fields[1] = found(SHOWN, browser.get(LINK));
    System.arraycopy(more, 0, fields, 2, more.length);
    Browser.Page linked = browser.post(LINK + "/confirm", fields);
    if (!linked.location().endsWith("?linked")) {
      throw new AssertionError("not linked: " + linked.status() + linked.text());
    }
  }

  private static String found(Pattern pattern, Browser.Page page) {
    Matcher found = pattern.matcher(page.body());
    if (!found.find()) {
      throw new AssertionError("not on the page: " + page.status() + page.text());
    }
    return found.group(1);
  }

  /** Looks up the account of a secret. */
  public Answer look(String secret) {
    return send("POST", "/app/api/link/look", JSON.writeValueAsString(Map.of("secret", secret)));
  }

  /** Uses up a secret. */
  public Answer link(String secret, String name) {
    String publicKey = BASE64.encodeToString(key.getPublic().getEncoded());
    String text = String.join("\n", "sallyport link 1", secret, publicKey, name);
    Answer answer =
        send(
            "POST",
            "/app/api/link",
            JSON.writeValueAsString(
                Map.of(
                    "secret", secret,
                    "publicKey", publicKey,
                    "name", name,
                    "signature", sign(text))));
    if (answer.status() == 200) {
      device = answer.json().get("device").asString();
    }
    return answer;
  }

  /** The device id assigned by the server. */
  public String device() {
    return device;
  }

  /** Its public key, as SubjectPublicKeyInfo. */
  public byte[] publicKey() {
    return key.getPublic().getEncoded();
  }

  /** Sends the device id of another phone. */
  public void pretend(String other) {
    device = other;
  }

  public Answer me() {
    return signed("GET", "/app/api/me", "");
  }

  /** The codes that it shows offline. */
  public AppPhone codes() {
    return new AppPhone(
        signed("GET", "/app/api/code-secret", "").json().get("secret").asString(), clock);
  }

  /** The pending requests. */
  public List<JsonNode> requests() {
    return signed("GET", "/app/api/requests", "").json().valueStream().toList();
  }

  /** The only pending request. */
  public JsonNode request() {
    List<JsonNode> requests = requests();
    if (requests.size() != 1) {
      throw new AssertionError("requests: " + requests);
    }
    return requests.getFirst();
  }

  public Answer approve(JsonNode request, String number) {
    return answer(request, "approve", number);
  }

  public Answer deny(JsonNode request) {
    return answer(request, "deny", null);
  }

  public Answer notMe(JsonNode request) {
    return answer(request, "not-me", null);
  }

  /** Answers a request. */
  public Answer answer(JsonNode request, String decision, @Nullable String number) {
    String id = request.get("id").asString();
    String challenge = request.get("challenge").asString();
    Map<String, String> body = new LinkedHashMap<>();
    body.put("decision", decision);
    if (number != null) {
      body.put("number", number);
    }
    body.put("signature", sign(text(id, challenge, decision, number == null ? "" : number)));
    return signed("POST", "/app/api/requests/" + id, JSON.writeValueAsString(body));
  }

  /** The status of a call for pending requests when the server does not accept the phone. */
  public int requests404() {
    return signed("GET", "/app/api/requests", "").status();
  }

  /** Builds an answer without sending it. */
  public HttpRequest answerCall(JsonNode request, String decision, String number) {
    String id = request.get("id").asString();
    String signature = sign(text(id, request.get("challenge").asString(), decision, number));
    return request(
        "POST",
        "/app/api/requests/" + id,
        JSON.writeValueAsString(
            Map.of("decision", decision, "number", number, "signature", signature)));
  }

  /** Opens the event stream, as an open app does. */
  public Stream stream() {
    try {
      return new Stream(
          HTTP.send(request("GET", "/app/api/events", ""), BodyHandlers.ofLines()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The events sent to an open app. */
  public static final class Stream implements AutoCloseable {
    private final java.util.stream.Stream<String> lines;
    private final BlockingQueue<List<JsonNode>> events = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    private Stream(java.util.stream.Stream<String> lines) {
      this.lines = lines;
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try {
        lines
            .filter(line -> line.startsWith("data:"))
            .forEach(line -> events.add(JSON.readTree(line.substring(5)).valueStream().toList()));
      } catch (UncheckedIOException e) {
        // The stream was closed.
      }
      ended = true;
    }

    /** Whether the server ended the stream. */
    public boolean ended() {
      return ended;
    }

    /** The next list of pending requests. */
    public List<JsonNode> next() {
      try {
        List<JsonNode> next = events.poll(10, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("the app was told nothing");
        }
        return next;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  private String text(String id, String challenge, String decision, String number) {
    return String.join(
        "\n", "sallyport answer 1", publicUrl, device, id, challenge, decision, number);
  }

  /** Sends a call with its signature headers. */
  public Answer signed(String method, String path, String body) {
    return send(request(method, path, body));
  }

  /** Builds the signed call without sending it. */
  public HttpRequest request(String method, String path, String body) {
    String time = Long.toString(clock.millis());
    String text =
        String.join(
            "\n", "sallyport call 1", method, path, time, BASE64.encodeToString(digest(body)));
    return to(method, path, body)
        .header("Sallyport-Device", device)
        .header("Sallyport-Time", time)
        .header("Sallyport-Signature", sign(text))
        .build();
  }

  /** Sends a call without a signature. */
  public Answer send(String method, String path, String body) {
    return send(to(method, path, body).build());
  }

  private HttpRequest.Builder to(String method, String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(path));
    return body.isEmpty()
        ? request.method(method, HttpRequest.BodyPublishers.noBody())
        : request
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
  }

  public static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digest(String body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Manual use: {@code Authenticator URL SECRET} links a phone, then executes what is typed: {@code
   * approve NUMBER}, {@code deny} or {@code not-me}.
   */
  public static void main(String[] arguments) {
    Authenticator phone = new Authenticator(URI.create(arguments[0]), Clock.systemUTC());
    System.out.println(phone.look(arguments[1]).body());
    System.out.println(phone.link(arguments[1], "Command line").body());
    new java.util.Scanner(System.in, StandardCharsets.UTF_8)
        .useDelimiter("\n")
        .forEachRemaining(
            line -> {
              String[] words = line.strip().split(" ", 2);
              List<JsonNode> requests = phone.requests();
              System.out.println(requests);
              if (!requests.isEmpty() && !words[0].isEmpty()) {
                String number = words.length > 1 ? words[1] : null;
                System.out.println(phone.answer(requests.getFirst(), words[0], number).body());
              }
            });
  }
}

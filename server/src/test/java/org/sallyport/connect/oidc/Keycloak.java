package org.sallyport.connect.oidc;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keycloak from Maven Central, with the realm of the guide, which signs people in at the server of
 * the test. It calls that server as a proxy, since it listens at another port than its public
 * address says.
 */
final class Keycloak implements AutoCloseable {
  static final String CALLBACK = "http://127.0.0.1:9/cb";
  private static final Path SAMPLE = Path.of("..", "ops", "keycloak", "realm.json");
  private static final Duration STARTS = Duration.ofMinutes(3);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Path folder;
  private final int port;
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new Cookies())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Keycloak(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Where its distribution was unpacked; the property keycloak.home. */
  static boolean isPossible() {
    String home = System.getProperty("keycloak.home", "");
    return !home.isEmpty() && Files.isExecutable(Path.of(home, "bin", "kc.sh"));
  }

  static int freePort() {
    return FreePorts.next();
  }

  static String address(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Where Keycloak takes codes. */
  static String endpoint(int port) {
    return address(port) + "/realms/hospital/broker/sallyport/endpoint";
  }

  static String logout(int port) {
    return address(port) + "/realms/hospital/protocol/openid-connect/logout/backchannel-logout";
  }

  static Keycloak started(Path folder, int port, RelyingParty app, int server) throws IOException {
    Path home = Path.of(System.getProperty("keycloak.home"));
    copy(home, folder.resolve("keycloak"));
    Path imports = Files.createDirectories(folder.resolve("keycloak/data/import"));
    Files.writeString(
        imports.resolve("realm.json"),
        Files.readString(SAMPLE)
            .replace("https://portal.hospital.example", RelyingParty.ISSUER)
            .replace("https://app.hospital.example/*", CALLBACK)
            .replace("\"keycloak\"", "\"" + app.client.clientId() + "\"")
            .replace("SECRET", String.valueOf(app.secret)));
    ProcessBuilder builder =
        new ProcessBuilder(
                folder.resolve("keycloak/bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + address(port),
                "--cache=local",
                "--import-realm",
                "--spi-connections-http-client--default--proxy-mappings=localhost;http://127.0.0.1:"
                    + server)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keycloak.log").toFile());
    Keycloak keycloak = new Keycloak(builder.start(), folder, port);
    if (!Poll.until(STARTS, keycloak::isReady)) {
      keycloak.close();
      throw new IOException("Keycloak does not start: " + keycloak.log());
    }
    return keycloak;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(
            file,
            to.resolve(from.relativize(file)),
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private boolean isReady() {
    try {
      return get(address(port) + "/realms/hospital").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("keycloak.log"));
  }

  HttpResponse<String> get(String address) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return browser.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Follows redirects within Keycloak; where it leads elsewhere. */
  String leaves(String address) throws IOException {
    String at = address;
    for (int i = 0; i < 10 && at.startsWith(address(port)); i++) {
      HttpResponse<String> answer = get(at);
      at =
          answer
              .headers()
              .firstValue("Location")
              .orElseThrow(() -> new IOException(answer.statusCode() + " " + answer.body()));
    }
    return at;
  }

  /** Where somebody begins who opens an application of Keycloak's. */
  String begin() {
    return address(port)
        + "/realms/hospital/protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid&state=s&redirect_uri="
        + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8)
        + "&kc_idp_hint=sallyport";
  }

  /** What Keycloak's token endpoint answers to its application. */
  JsonNode tokens(Map<String, String> form) throws IOException {
    List<String> pairs = new ArrayList<>(List.of("client_id=app"));
    form.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return JSON.readTree(
        send(HttpRequest.newBuilder(
                    URI.create(address(port) + "/realms/hospital/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs)))
                .build())
            .body());
  }

  /** Of one server, sent although it is not reached by TLS: loopback is secure in browsers. */
  private static final class Cookies extends CookieHandler {
    private final Map<String, String> jar = new ConcurrentHashMap<>();

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      List<String> pairs = new ArrayList<>();
      jar.forEach((name, value) -> pairs.add(name + "=" + value));
      return pairs.isEmpty() ? Map.of() : Map.of("Cookie", List.of(String.join("; ", pairs)));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
      headers.forEach(
          (header, values) -> {
            if ("Set-Cookie".equalsIgnoreCase(header)) {
              values.forEach(this::keep);
            }
          });
    }

    private void keep(String cookie) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
        jar.remove(pair[0]);
      } else {
        jar.put(pair[0], pair[1]);
      }
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

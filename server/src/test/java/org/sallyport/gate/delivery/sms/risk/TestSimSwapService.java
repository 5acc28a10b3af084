package org.sallyport.gate.delivery.sms.risk;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A service that behaves as the published schema of CAMARA's SIM Swap (sim-swap.yaml, version 2):
 * it gives out tokens, refuses what the schema does not allow, and says of each number what it was
 * told.
 */
public final class TestSimSwapService implements AutoCloseable {
  public static final String CLIENT = "hospital";
  public static final String SECRET = "s3cr:t/%";

  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{4,14}");
  private static final int LONGEST_AGE = 2400;

  private final HttpServer server;
  private final AtomicInteger tokens = new AtomicInteger();
  private final Map<String, String> dates = new ConcurrentHashMap<>();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  /** What it was asked: the path and the number. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /** The longest period that it knows, in hours. */
  public volatile int longestAge = LONGEST_AGE;

  /** Answers in its place, if set. */
  public volatile @Nullable Misbehaviour misbehaviour;

  /** What a service does that is broken. */
  public interface Misbehaviour {
    /** Answers a request, or leaves it to the service by false. */
    boolean answer(HttpExchange exchange) throws IOException;
  }

  public TestSimSwapService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/token", exchange -> handle(exchange, this::token));
    server.createContext("/sim-swap/v2/check", exchange -> handle(exchange, this::check));
    server.createContext("/sim-swap/v2/retrieve-date", exchange -> handle(exchange, this::date));
    server.start();
  }

  /** Starts one, for a class of tests. */
  public static TestSimSwapService started() {
    try {
      return new TestSimSwapService();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds it to the settings of an application. */
  public void isAsked(DynamicPropertyRegistry settings) {
    settings.add("sallyport.sms.sim-swap.url", () -> at("/sim-swap/v2"));
    settings.add("sallyport.sms.sim-swap.token-url", () -> at("/token"));
    settings.add("sallyport.sms.sim-swap.client-id", () -> CLIENT);
    settings.add("sallyport.sms.sim-swap.client-secret", () -> SECRET);
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The SIM of a number changed at a moment, as RFC 3339 has it. */
  public void changed(String number, String at) {
    dates.put(number, at);
  }

  /** The number is another operator's. */
  public void unknown(String number) {
    unknown.add(number);
  }

  /** All tokens that were given out are no longer taken. */
  public void endTokens() {
    tokens.incrementAndGet();
  }

  public void reset() {
    dates.clear();
    unknown.clear();
    asked.clear();
    longestAge = LONGEST_AGE;
    misbehaviour = null;
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException, ParseException;
  }

  private void handle(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Misbehaviour broken = misbehaviour;
      if (broken == null || !broken.answer(exchange)) {
        handler.handle(exchange);
      }
    } catch (ParseException e) {
      error(exchange, 400, "INVALID_ARGUMENT");
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    asked.add("token");
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString("hospital:s3cr%3At%2F%25".getBytes(StandardCharsets.UTF_8));
    String body = body(exchange);
    boolean right =
        basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && body.equals(
                "grant_type=client_credentials&scope=sim-swap%3Acheck+sim-swap%3Aretrieve-date");
    if (right) {
      json(
          exchange,
          200,
          "{\"access_token\":\"t"
              + tokens.get()
              + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    } else {
      json(exchange, 401, "{\"error\":\"invalid_client\"}");
    }
  }

  private void check(HttpExchange exchange) throws IOException, ParseException {
    Map<String, Object> body = admitted(exchange, Set.of("phoneNumber", "maxAge"));
    if (body == null) {
      return;
    }
    String number = (String) body.get("phoneNumber");
    asked.add("check " + number);
    long age = ((Number) body.getOrDefault("maxAge", 240)).longValue();
    if (age < 1 || age > longestAge) {
      error(exchange, 400, "OUT_OF_RANGE");
    } else if (unknown.contains(number)) {
      error(exchange, 404, "IDENTIFIER_NOT_FOUND");
    } else {
      json(exchange, 200, "{\"swapped\":" + dates.containsKey(number) + "}");
    }
  }

  private void date(HttpExchange exchange) throws IOException, ParseException {
    Map<String, Object> body = admitted(exchange, Set.of("phoneNumber"));
    if (body == null) {
      return;
    }
    String number = (String) body.get("phoneNumber");
    asked.add("date " + number);
    String at = dates.get(number);
    json(
        exchange,
        200,
        at == null
            ? "{\"latestSimChange\":null,\"monitoredPeriod\":120}"
            : "{\"latestSimChange\":\"" + at + "\"}");
  }

  private @Nullable Map<String, Object> admitted(HttpExchange exchange, Set<String> properties)
      throws IOException, ParseException {
    if (!("Bearer t" + tokens.get())
        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      error(exchange, 401, "UNAUTHENTICATED");
      return null;
    }
    if (!exchange.getRequestMethod().equals("POST")
        || !exchange.getRequestHeaders().getFirst("Content-Type").startsWith("application/json")) {
      error(exchange, 400, "INVALID_ARGUMENT");
      return null;
    }
    Map<String, Object> body = JSONObjectUtils.parse(body(exchange));
    if (!properties.containsAll(body.keySet())
        || !(body.get("phoneNumber") instanceof String number)
        || !NUMBER.matcher(number).matches()) {
      error(exchange, 400, "INVALID_ARGUMENT");
      return null;
    }
    return body;
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** An answer of the schema ErrorInfo. */
  public static void error(HttpExchange exchange, int status, String code) throws IOException {
    json(
        exchange,
        status,
        String.format(
            Locale.ROOT,
            "{\"status\":%d,\"code\":\"%s\",\"message\":\"A message.\"}",
            status,
            code));
  }

  public static void json(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

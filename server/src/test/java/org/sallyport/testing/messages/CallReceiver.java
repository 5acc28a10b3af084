package org.sallyport.testing.messages;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A gateway that places calls, with one route or several. */
public final class CallReceiver {
  /** The template that it understands. */
  public static final String TEMPLATE = "{to}|{language}|{receipts}|{text}";

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final List<String> DIGITS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
  private static final Pattern CODE = Pattern.compile("Your code is: ([a-z, ]+)\\.");

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final HttpServer server;

  /** How a route answers in place of 202. */
  @FunctionalInterface
  public interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** What was asked for. */
  public record Call(String route, String to, String language, String receipts, String text) {}

  public CallReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String[] parts = body.split("\\|", 4);
    String route = exchange.getRequestURI().getPath().substring(1);
    calls.add(new Call(route, parts[0], parts[1], parts[2], parts[3]));
    Behaviour behaviour = behaviours.get(route);
    if (behaviour == null) {
      exchange.sendResponseHeaders(202, -1);
    } else {
      behaviour.answer(exchange);
    }
    exchange.close();
  }

  /** Adds a route of calls to the settings. */
  public void route(DynamicPropertyRegistry settings, String name) {
    String prefix = "sallyport.sms.routes." + name + ".";
    settings.add(prefix + "kind", () -> "voice");
    settings.add(prefix + "http.url", () -> url(name));
    settings.add(prefix + "http.template", () -> TEMPLATE);
  }

  /** The address of a route. */
  public String url(String route) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + route;
  }

  /** From now on a route answers in another way. */
  public void answer(String route, Behaviour behaviour) {
    behaviours.put(route, behaviour);
  }

  /** From now on a route answers with a status. */
  public void answer(String route, int status) {
    answer(route, exchange -> exchange.sendResponseHeaders(status, -1));
  }

  /** Forgets the calls, and how routes answer. */
  public void reset() {
    calls.clear();
    behaviours.clear();
  }

  /** The calls to a number. */
  public List<Call> to(String number) {
    return calls.stream().filter(call -> call.to().equals(number)).toList();
  }

  /** Waits for so many calls to a number, and returns the last. */
  public Call next(String number, int count) {
    await().alias("a call to " + number).atMost(TIMEOUT).until(() -> to(number).size() >= count);
    return to(number).get(count - 1);
  }

  /** The code that an English call says in words. */
  public static String code(Call call) {
    return CODE.matcher(call.text())
        .results()
        .findFirst()
        .map(found -> digits(found.group(1)))
        .orElseThrow();
  }

  private static String digits(String words) {
    StringBuilder code = new StringBuilder();
    for (String word : words.split(", ", -1)) {
      code.append(DIGITS.indexOf(word));
    }
    return code.toString();
  }
}

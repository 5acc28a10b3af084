package org.sallyport.browser.actions.text;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site with a few pages, which records its requests. */
final class TinySite implements AutoCloseable {
  /** A request: "POST /path", what the body was, and its headers by lower-case name. */
  record Request(String line, String body, Map<String, String> headers) {}

  private record Response(int status, String body, Map<String, List<String>> headers) {}

  private final HttpServer server;
  private final Map<String, Response> responses = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  TinySite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String home() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** A page at a path. */
  TinySite page(String path, String body) {
    return answer(path, 200, body, Map.of("Content-Type", List.of("text/html")));
  }

  /** A redirect, with cookies. */
  TinySite redirect(int status, String path, String to, String... setCookies) {
    return answer(
        path, status, "", Map.of("Location", List.of(to), "Set-Cookie", List.of(setCookies)));
  }

  TinySite answer(String path, int status, String body, Map<String, List<String>> headers) {
    responses.put(path, new Response(status, body, headers));
    return this;
  }

  Request last() {
    return requests.getLast();
  }

  int count() {
    return requests.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join("|", values)));
    requests.add(
        new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body, headers));
    Response response =
        responses.getOrDefault(exchange.getRequestURI().getPath(), new Response(404, "", Map.of()));
    exchange.getResponseHeaders().putAll(response.headers());
    byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

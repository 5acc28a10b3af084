package org.sallyport.demo.outbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the postbox on the loopback address: a page for people, JSON for tests. */
public final class OutboxServer implements AutoCloseable {
  private static final Pattern MESSAGE = Pattern.compile("/messages/([0-9]{1,9})");
  private static final Pattern DESIGN = Pattern.compile("/design/(?:font/)?[a-z0-9-]+\\.[a-z0-9]+");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]+)?");

  private final Postbox postbox;
  private final OutboxPage page;
  private final HttpServer server;

  public OutboxServer(int port, Postbox postbox, OutboxPage page) throws IOException {
    this.postbox = postbox;
    this.page = page;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static final class Answer {
    static final Answer NOT_FOUND = text(404, "text/plain", "Not here.\n");
    static final Answer REFUSED = text(403, "text/plain", "Only from this machine.\n");

    final int status;
    final String type;
    final byte[] body;

    Answer(int status, String type, byte[] body) {
      this.status = status;
      this.type = type;
      this.body = body;
    }

    static Answer text(int status, String type, String body) {
      return new Answer(status, type + ";charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answerTo(exchange));
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    exchange.sendResponseHeaders(answer.status, answer.body.length);
    exchange.getResponseBody().write(answer.body);
  }

  /** Refuses DNS rebinding: a site whose name resolves to loopback sends its own name as Host. */
  private Answer answerTo(HttpExchange exchange) throws IOException {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    if (!THIS_MACHINE.matcher(host).matches()) {
      return Answer.REFUSED;
    }
    return answerTo(exchange.getRequestURI().getPath());
  }

  private Answer answerTo(String path) throws IOException {
    return switch (path) {
      case "/" -> Answer.text(200, "text/html", page.newest(postbox.messages()));
      case "/newest" -> Answer.text(200, "text/plain", Integer.toString(postbox.newest()));
      case "/messages.json" -> Answer.text(200, "application/json", page.json(postbox.messages()));
      default -> messageOrFile(path);
    };
  }

  private Answer messageOrFile(String path) throws IOException {
    Matcher message = MESSAGE.matcher(path);
    if (message.matches()) {
      return postbox
          .message(Integer.parseInt(message.group(1)))
          .map(open -> Answer.text(200, "text/html", page.open(postbox.messages(), open)))
          .orElse(Answer.NOT_FOUND);
    }
    return DESIGN.matcher(path).matches() ? file("/static" + path) : Answer.NOT_FOUND;
  }

  private static Answer file(String name) throws IOException {
    try (InputStream file = OutboxServer.class.getResourceAsStream(name)) {
      return file == null ? Answer.NOT_FOUND : new Answer(200, typeOf(name), file.readAllBytes());
    }
  }

  private static String typeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "css" -> "text/css;charset=utf-8";
      case "js" -> "text/javascript;charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "woff2" -> "font/woff2";
      default -> "text/plain;charset=utf-8";
    };
  }
}

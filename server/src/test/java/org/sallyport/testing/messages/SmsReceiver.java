package org.sallyport.testing.messages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An SMS gateway (JSON by POST) that passes received messages on. */
public final class SmsReceiver {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TAKEN = 202;

  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Consumer<Received> listener;
  private final HttpServer server;

  public SmsReceiver(Consumer<Received> listener) {
    this.listener = listener;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/sms", this::take);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/sms";
  }

  /**
   * Responds to a number with a status; 0 accepts the message and closes the connection without a
   * response.
   */
  public void answer(String to, int status) {
    answers.put(to, status);
  }

  public void stop() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String raw = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JsonNode body = JSON.readTree(raw);
    String to = body.path("to").asString();
    int status = answers.getOrDefault(to, TAKEN);
    if (status < 300) {
      listener.accept(new Received(to, null, body.path("text").asString(), "", raw));
    }
    if (status != 0) {
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }
}

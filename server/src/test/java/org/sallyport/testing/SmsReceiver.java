package org.sallyport.testing;

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

/** An SMS gateway that hands on what it takes, a POST of JSON. */
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

  /** Answers that status for that number; 0 takes the message and hangs up without an answer. */
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

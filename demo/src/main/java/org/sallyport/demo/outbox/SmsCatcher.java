package org.sallyport.demo.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An SMS gateway that stores every SMS in the postbox and sends none. */
public final class SmsCatcher implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;

  private final Postbox postbox;
  private final HttpServer server;

  public SmsCatcher(Postbox postbox) throws IOException {
    this.postbox = postbox;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/sms", this::take);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sms");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(take(exchange.getRequestBody().readAllBytes()), -1);
    }
  }

  private int take(byte[] body) {
    try {
      JsonNode message = JSON.readTree(body);
      postbox.sms(message.required("to").asString(), message.required("text").asString());
      return ACCEPTED;
    } catch (JacksonException | IllegalArgumentException e) {
      return BAD_REQUEST;
    }
  }
}

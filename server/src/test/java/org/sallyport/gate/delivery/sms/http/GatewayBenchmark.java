package org.sallyport.gate.delivery.sms.http;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.Message;
import org.sallyport.platform.ids.MessageId;

/**
 * Not a test of the suite: {@code ./sallyport bench --sms} runs it. What an SMS by a gateway costs:
 * processor time, the gateway's part included, and platform threads that are started; beside a
 * client of the JDK that is made for each message.
 */
class GatewayBenchmark {
  private static final int MESSAGES = 1_000;
  private static final int ROUNDS = 4;

  /** Sends one message. */
  private interface Way {
    void send() throws IOException, InterruptedException;
  }

  @Test
  void aThousandMessages() throws Exception {
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    try (ExecutorService answering = Executors.newFixedThreadPool(4)) {
      gateway.setExecutor(answering);
      gateway.start();
      URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/");
      try (HttpGateway shared = new HttpGateway(settings(address))) {
        for (int round = 0; round <= ROUNDS; round++) {
          measure(round, "one client for the route", () -> send(shared));
          measure(round, "a client for each message", () -> send(address));
        }
      }
      gateway.stop(0);
    }
  }

  private static void measure(int round, String name, Way way)
      throws IOException, InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long threads = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
    for (int i = 0; i < MESSAGES; i++) {
      way.send();
    }
    double millis = (system.getProcessCpuTime() - cpu) / 1e6 / MESSAGES;
    long started = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - threads;
    if (round > 0) {
      System.out.printf(
          Locale.ROOT,
          "| %s | round %d | %.2f ms of CPU a message | %d threads started |%n",
          name,
          round,
          millis,
          started);
    }
  }

  private static void send(HttpGateway gateway) throws IOException {
    gateway.send(new MessageId(UUID.randomUUID()), Message.sms("+32470000084", "K7"), "");
  }

  private static void send(URI address) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      client.send(
          HttpRequest.newBuilder(address)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"to\": \"+32470000084\", \"text\": \"K7\"}"))
              .build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }

  private static GatewaySettings settings(URI address) {
    String type = "application/json";
    return new GatewaySettings(
        address,
        false,
        type,
        new SmsTemplate("{\"to\": \"{to}\", \"text\": \"{text}\"}", type, ""),
        RequestHeaders.none(),
        null,
        null,
        Duration.ofSeconds(5));
  }
}

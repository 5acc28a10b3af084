package org.sallyport.gate.delivery.sms.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.sms.http.HttpAnswers;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.FreePorts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The template of Kannel against Kannel, which passes on to an SMS centre ({@code smsc.mjs}). */
@Tag("long")
@EnabledIf("isPossible")
class KannelTest {
  private static final Path WEB = Path.of("../web");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private final List<Process> running = new ArrayList<>();
  private final List<String> reports = new CopyOnWriteArrayList<>();
  private final List<JsonNode> submitted = new CopyOnWriteArrayList<>();
  private HttpServer portal;
  private int boxes;
  private int port;

  static boolean isPossible() {
    return Files.isExecutable(Path.of("/usr/sbin/bearerbox"))
        && Files.isDirectory(WEB.resolve("node_modules/smpp"));
  }

  @BeforeEach
  void start() throws IOException {
    portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    portal.createContext(
        "/",
        exchange -> {
          reports.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    portal.start();
    Path settings = settings(startCentre());
    run("/usr/sbin/bearerbox", settings);
    await().atMost(Duration.ofSeconds(30)).until(() -> isListening(boxes));
    run("/usr/sbin/smsbox", settings);
    await().atMost(Duration.ofSeconds(30)).until(() -> isListening(port));
  }

  @AfterEach
  void stop() {
    portal.stop(0);
    running.reversed().forEach(Process::destroyForcibly);
  }

  private int startCentre() throws IOException {
    Process centre =
        new ProcessBuilder("node", "test/smsc.mjs", "sallyport", "hush")
            .directory(WEB.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    running.add(centre);
    BufferedReader said = centre.inputReader(StandardCharsets.UTF_8);
    int centrePort = Integer.parseInt(said.readLine());
    Thread.ofVirtual()
        .start(() -> said.lines().forEach(line -> submitted.add(JSON.readTree(line))));
    return centrePort;
  }

  private Path settings(int centre) throws IOException {
    port = FreePorts.next();
    boxes = FreePorts.next();
    String text =
        """
        group = core
        admin-port = %d
        admin-password = hush
        smsbox-port = %d
        box-allow-ip = 127.0.0.1
        dlr-storage = internal

        group = smsc
        smsc = smpp
        host = 127.0.0.1
        port = %d
        smsc-username = sallyport
        smsc-password = hush
        system-type = ""
        transceiver-mode = true
        source-addr-ton = 5
        source-addr-npi = 0
        dest-addr-ton = 1
        dest-addr-npi = 1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = %d

        group = sendsms-user
        username = user
        password = word
        max-messages = 3
        """
            .formatted(FreePorts.next(), boxes, centre, port);
    return Files.writeString(folder.resolve("kannel.conf"), text);
  }

  private void run(String program, Path settings) throws IOException {
    running.add(
        new ProcessBuilder(program, settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start());
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private RouteAnswer send(String text) throws IOException {
    ReadySettings settings =
        new ReadySettings(
            URI.create("http://127.0.0.1:" + port + "/cgi-bin/sendsms"),
            null,
            "Hospital",
            "user",
            "word",
            null,
            true,
            Duration.ofSeconds(5),
            Clock.systemUTC());
    String reportsTo = "http://127.0.0.1:" + portal.getAddress().getPort() + "/sms/receipts/a/b/c";
    try (HttpAnswers sender =
        new HttpAnswers("a", ReadyTemplate.KANNEL.gateway(settings), false, id -> reportsTo)) {
      return sender.send(new MessageId(UUID.randomUUID()), Message.sms("+32470000010", text));
    }
  }

  @Test
  void aCodeLeavesAndItsDeliveryIsReported() throws IOException {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> send("K7: € 418 207\n@x #1") instanceof RouteAnswer.Accepted);
    await().atMost(Duration.ofSeconds(20)).until(() -> !submitted.isEmpty());
    assertThat(submitted.getFirst().path("text").asString()).isEqualTo("K7: € 418 207\n@x #1");
    assertThat(submitted.getFirst().path("coding").asInt()).isZero();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> reports.contains("/sms/receipts/a/b/c?dlr=1"));
    send("K7 رمز");
    await().atMost(Duration.ofSeconds(20)).until(() -> submitted.size() == 2);
    assertThat(submitted.get(1).path("text").asString()).isEqualTo("K7 رمز");
    assertThat(submitted.get(1).path("coding").asInt()).isEqualTo(8);
  }
}

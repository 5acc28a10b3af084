package org.sallyport.gate.delivery.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An SMS centre of an independent library, {@code web/test/smsc.mjs}, as a process of its own. */
final class TestCentre implements AutoCloseable {
  private static final Path FOLDER = Path.of("../web");
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final int port;
  private final BlockingQueue<JsonNode> submitted = new LinkedBlockingQueue<>();

  /**
   * Starts a centre with the user "sallyport" and the password "hush".
   *
   * @param keyAndCertificate PEM files of its TLS; none for a centre without
   */
  TestCentre(Path... keyAndCertificate) throws IOException {
    List<String> command = new ArrayList<>(List.of("node", "test/smsc.mjs", "sallyport", "hush"));
    for (Path file : keyAndCertificate) {
      command.add(file.toString());
    }
    process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    port = Integer.parseInt(said.readLine());
    Thread.ofVirtual()
        .start(() -> said.lines().forEach(line -> submitted.add(JSON.readTree(line))));
  }

  /** Whether its requirements are installed; the server can be built and tested without Node.js. */
  static boolean isPossible() {
    return Files.isDirectory(FOLDER.resolve("node_modules/smpp"));
  }

  /** What a route to the centre is set to. */
  SmppProperties properties(String password, String from) {
    return properties(password, from, false, null);
  }

  /** What a route with TLS is set to that trusts an authority. */
  SmppProperties encrypted(Path authority) {
    return properties("hush", "Hospital", true, authority);
  }

  private SmppProperties properties(
      String password, String from, boolean tls, @Nullable Path authority) {
    return new SmppProperties(
        "127.0.0.1",
        port,
        tls,
        authority,
        "sallyport",
        password,
        "",
        from,
        8,
        Duration.ofSeconds(30),
        Duration.ofMinutes(20),
        false,
        Duration.ofSeconds(5));
  }

  /** Waits for the next message. */
  JsonNode next() throws InterruptedException {
    JsonNode next = submitted.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  /** The messages that nobody has looked at. */
  List<JsonNode> left() {
    return List.copyOf(submitted);
  }

  void forget() {
    submitted.clear();
  }

  @Override
  public void close() {
    process.destroy();
  }
}

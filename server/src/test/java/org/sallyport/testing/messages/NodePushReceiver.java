package org.sallyport.testing.messages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A push service with the browser behind it, in Node.js with the npm package http_ece: see {@code
 * web/authenticator/test/pushReceiver.mjs}.
 */
public final class NodePushReceiver implements AutoCloseable {
  private static final Path FOLDER = Path.of("../web/authenticator");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process node;
  private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
  private final JsonNode subscription;

  /** Whether its requirements are installed; the server can be built and tested without Node.js. */
  public static boolean isPossible() {
    return Files.isDirectory(FOLDER.resolve("../node_modules/http_ece"));
  }

  /** Starts the receiver. */
  public NodePushReceiver() {
    try {
      node =
          new ProcessBuilder("node", "test/pushReceiver.mjs")
              .directory(FOLDER.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
    subscription = next();
  }

  private void listen() {
    try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> said.add(JSON.readTree(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A subscription to this receiver, as JSON. */
  public String subscription() {
    return subscription.toString();
  }

  /** The origin of the subscription's endpoint, as defined by the URL standard. */
  public String origin() {
    return subscription.get("origin").asString();
  }

  /** What the receiver decoded from the next message. */
  public JsonNode next() {
    try {
      JsonNode next = said.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the receiver. */
  @Override
  public void close() {
    node.destroy();
  }
}

package org.sallyport.gate.delivery.mail.bounces;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Greylisting as a policy service of Postfix: defers the first mail to each receiver. */
final class GreylistingService implements AutoCloseable {
  private final ServerSocket server;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private GreylistingService(ServerSocket server) {
    this.server = server;
  }

  static GreylistingService start() throws IOException {
    GreylistingService service =
        new GreylistingService(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.startVirtualThread(service::listen);
    return service;
  }

  int port() {
    return server.getLocalPort();
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String recipient = "";
      String line = in.readLine();
      while (line != null) {
        if (line.startsWith("recipient=")) {
          recipient = line;
        } else if (line.isEmpty()) {
          answer(client.getOutputStream(), recipient);
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(OutputStream out, String recipient) throws IOException {
    boolean isDeferred = recipient.contains("greylisted") && known.add(recipient);
    String action = isDeferred ? "defer_if_permit 4.2.0 Greylisted, try again" : "dunno";
    out.write(("action=" + action + "\n\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

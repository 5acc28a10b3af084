package org.sallyport.connect.forwardauth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An application that answers with the head of each request as it arrived. What asks for a
 * WebSocket gets back what it sends.
 */
final class EchoApplication implements AutoCloseable {
  private static final int HEAD_LIMIT = 65_536;
  private final ServerSocket server;

  /** The first lines of all requests. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  EchoApplication() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      requests.add(head.substring(0, head.indexOf("\r\n")));
      if (head.toLowerCase(Locale.ROOT).contains("upgrade: websocket")) {
        String accepted =
            String.join(
                "\r\n",
                "HTTP/1.1 101 Switching Protocols",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                "",
                "");
        out.write(accepted.getBytes(StandardCharsets.ISO_8859_1));
        in.transferTo(out);
      } else {
        out.write(
            ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                    + head.length()
                    + "\r\n\r\n"
                    + head)
                .getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // The proxy has gone.
      return;
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (head.size() < HEAD_LIMIT) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      String text = head.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

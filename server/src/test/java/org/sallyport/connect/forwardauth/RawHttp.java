package org.sallyport.connect.forwardauth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that are sent exactly as they are written, with headers that no client would send. */
final class RawHttp {
  private static final int TIMEOUT_MILLIS = 30_000;

  private RawHttp() {}

  /** A response. */
  record Answer(int status, String head, String body) {
    /** The first header of that name; empty if there is none. */
    String header(String name) {
      return headers(name).stream().findFirst().orElse("");
    }

    List<String> headers(String name) {
      return head.lines()
          .filter(it -> it.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(it -> it.substring(name.length() + 1).strip())
          .toList();
    }
  }

  /** Sends a request; the query of a POST is the form in its body. */
  static Answer send(int port, String method, String target, String host, List<String> headers) {
    return send("127.0.0.1", port, method, target, host, headers);
  }

  /**
   * Sends a request; the query of a POST is the form in its body.
   *
   * @param from the address of this machine from which it comes
   */
  static Answer send(
      String from, int port, String method, String target, String host, List<String> headers) {
    int query = method.equals("POST") ? target.indexOf('?') : -1;
    String form = query < 0 ? "" : target.substring(query + 1);
    String head =
        method
            + " "
            + (query < 0 ? target : target.substring(0, query))
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nConnection: close\r\n"
            + (method.equals("POST") ? "Content-Length: " + form.length() + "\r\n" : "")
            + (form.isEmpty() ? "" : "Content-Type: application/x-www-form-urlencoded\r\n")
            + String.join("", headers.stream().map(it -> it + "\r\n").toList())
            + "\r\n"
            + form;
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(from), 0)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return answer(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(InputStream in) throws IOException {
    String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer: " + all);
    }
    String head = all.substring(0, end + 2);
    Answer answer =
        new Answer(Integer.parseInt(head.substring(9, 12)), head, all.substring(end + 4));
    return answer.header("Transfer-Encoding").equals("chunked")
        ? new Answer(answer.status(), head, unchunked(answer.body()))
        : answer;
  }

  private static String unchunked(String body) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      int line = body.indexOf("\r\n", at);
      int length = Integer.parseInt(body.substring(at, line), 16);
      text.append(body, line + 2, line + 2 + length);
      at = line + 4 + length;
      if (length == 0) {
        break;
      }
    }
    return text.toString();
  }
}

package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Nginx;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * L07: requests that a proxy and the server could split differently; sent through nginx with the
 * sample configuration, and to the server directly.
 */
@SallyportTest
class SmugglingTest {
  private static final String INNER = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int SILENCE_MILLIS = 1_500;
  private static final int LONG_MILLIS = 20_000;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;

  /** Request heads with contradictory body lengths. */
  private static List<String> ambiguous() {
    String chunked = "0\r\n\r\n" + INNER;
    return Stream.of(
            head("Content-Length: " + chunked.length(), "Transfer-Encoding: chunked") + chunked,
            head("Transfer-Encoding: chunked", "Content-Length: 4") + "5c\r\n" + INNER,
            head("Content-Length: 5", "Content-Length: 6") + "abcdef" + INNER,
            head("Content-Length: 5, 6") + "abcdef" + INNER,
            head("Content-Length: 6", "Transfer-Encoding: xchunked") + "0\r\n\r\nX" + INNER,
            head("Content-Length: 6", "Transfer-Encoding: chunked, identity") + chunked,
            head("Content-Length: 6", "Transfer-Encoding: identity, chunked") + chunked,
            head("Content-Length: 6", "Transfer-Encoding : chunked") + chunked,
            head("Content-Length : 6") + chunked,
            head("Content-Length: 6", "Transfer-Encoding:\u000bchunked") + chunked,
            head("Content-Length: 6", "Transfer-Encoding: chunked", "Transfer-Encoding: x")
                + chunked,
            head("Content-Length: +6") + chunked,
            head("Content-Length: 0x6") + chunked,
            head("Content-Length: -1") + chunked,
            head("Transfer-Encoding: chunked") + "fffffffffffffffff\r\nx" + INNER)
        .toList();
  }

  private static String head(String... headers) {
    return "POST /login HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  @Test
  void L07_nginxRefusesAmbiguousRequests() throws Exception {
    try (Nginx nginx = Nginx.before(port)) {
      assertThat(allAnswers(nginx.port(), honest("/login") + last(honest("/login"))))
          .as("two honest requests have two answers")
          .hasSize(2);
      assertThat(allAnswers(nginx.port(), last(INNER))).containsExactly("HTTP/1.1 302");
      for (String request : ambiguous()) {
        isRefused(request, answers(nginx.port(), request));
        victimsGetTheirOwnResponses(nginx.port());
      }
    }
  }

  @Test
  void L07_theServerClosesTheConnection() throws Exception {
    assertThat(allAnswers(port, honest("/login") + last(honest("/login")))).hasSize(2);
    for (String request : ambiguous()) {
      isRefused(request, answers(port, request));
      victimsGetTheirOwnResponses(port);
    }
  }

  @Test
  void L07_whatSomebodySmuggledIsNotAnsweredToTheNextOne() throws Exception {
    try (Nginx nginx = Nginx.before(port)) {
      People.Person person = people.byEmail();
      for (String request : ambiguous()) {
        answers(nginx.port(), request);
      }
      Browser browser = new Browser(nginx.port());
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("Enter the code from message")
          .contains(person.username());
      assertThat(rows.sessions(person.id())).isZero();
    }
  }

  /** The inner request gets no response, which would be a redirect to the sign-in. */
  private static void isRefused(String request, List<String> answers) {
    assertThat(answers)
        .as(request)
        .hasSizeLessThanOrEqualTo(2)
        .allMatch(it -> it.matches("HTTP/1.1 (?:400|403|408|411|413|415|501)"));
  }

  private static void victimsGetTheirOwnResponses(int at) {
    for (int i = 0; i < 3; i++) {
      Browser.Page page = new Browser(at).get("/login");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains("Username");
    }
  }

  private static String honest(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n";
  }

  /** The same request, after whose answer the connection is closed. */
  private static String last(String request) {
    return request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
  }

  /** The status lines of all responses to requests of which the last one ends the connection. */
  private static List<String> allAnswers(int at, String requests) throws IOException {
    return answers(at, requests, LONG_MILLIS);
  }

  /**
   * The status lines of all responses to some bytes; the server must close the connection or fall
   * silent.
   */
  private static List<String> answers(int at, String bytes) throws IOException {
    return answers(at, bytes, SILENCE_MILLIS);
  }

  private static List<String> answers(int at, String bytes, int millis) throws IOException {
    StringBuilder heard = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
      socket.setSoTimeout(millis);
      OutputStream out = socket.getOutputStream();
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      byte[] buffer = new byte[65_536];
      try {
        for (int read = socket.getInputStream().read(buffer);
            read >= 0;
            read = socket.getInputStream().read(buffer)) {
          heard.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
      } catch (SocketTimeoutException e) {
        // The server keeps the connection open and sends nothing more.
      }
    }
    return heard
        .toString()
        .lines()
        .filter(it -> it.startsWith("HTTP/1.1 "))
        .map(it -> it.substring(0, 12))
        .toList();
  }
}

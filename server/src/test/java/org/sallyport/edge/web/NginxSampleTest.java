package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.sallyport.testing.Nginx;

/** The sample configuration of nginx, without TLS and with no portal behind it. */
class NginxSampleTest {
  private static final Path SAMPLE = Path.of("../ops/nginx/sallyport.conf");
  private static final Path PAGE = Path.of("../ops/proxy/sallyport-busy.html");
  private static final String TOKEN = "t0ken-of-a-mailed-link";
  private static final int NOBODY = 1;

  @Test
  void namesEveryPathOfAMailedLink() throws IOException {
    String sample = Files.readString(SAMPLE);
    assertThat(sample).contains("\"~^/shared/[^/]{20,}$\" \"/shared/***\";");
    for (String path : List.of("activate", "password")) {
      assertThat(sample).contains("\"~^/" + path + "/\" \"/" + path + "/***\";");
    }
    assertThat(sample).contains("location ~ ^/(activate|password|shared)/ {");
  }

  @Test
  void saysInThePortalsWordsThatNoServerAnswers() throws Exception {
    try (Nginx nginx = Nginx.before(NOBODY)) {
      for (String path : List.of("/login", "/shared/" + TOKEN)) {
        String answer = answer(nginx.port(), path, "localhost");
        assertThat(answer)
            .startsWith("HTTP/1.1 502")
            .contains("Retry-After: 5\r\n", "Cache-Control: no-store\r\n");
        assertThat(answer.substring(answer.indexOf("<!DOCTYPE")).strip())
            .as("the page that the other proxies show")
            .isEqualTo(Files.readString(PAGE).strip().replaceAll("\\s+", " "));
      }
    }
    assertThat(Files.readString(PAGE))
        .contains(
            Messages.text("errors.busy.heading"),
            Messages.text("errors.busy.lead", DurationText.toWait(5)),
            Messages.text("errors.busy.again"));
  }

  @Test
  void keepsTheTokensOfMailedLinksOutOfItsLogs() throws Exception {
    try (Nginx nginx = Nginx.before(NOBODY)) {
      for (String path :
          List.of(
              "/login",
              "/shared/" + TOKEN,
              "/activate/" + TOKEN,
              "/password/" + TOKEN,
              "//activate/" + TOKEN)) {
        assertThat(status(nginx, path, "localhost")).isEqualTo("502");
      }
      assertThat(nginx.logs())
          .contains("/login", "/activate/***", "/password/***", "/shared/***")
          .doesNotContain(TOKEN);
    }
  }

  @Test
  void keepsWhatSomebodySearchedForOutOfItsLogs() throws Exception {
    try (Nginx nginx = Nginx.before(NOBODY)) {
      for (String path : List.of("/studies?name=Fenwick", "/login?x=%46enwick&y=Fenwick?z")) {
        assertThat(status(nginx, path, "localhost")).isEqualTo("502");
      }
      assertThat(nginx.logs())
          .contains("\"GET /studies HTTP/1.0\" 502", "\"GET /login HTTP/1.0\" 502")
          .doesNotContain("enwick");
    }
  }

  @Test
  void J03_passesNoRequestForAnotherHostOn() throws Exception {
    try (Nginx nginx = Nginx.before(NOBODY)) {
      assertThat(status(nginx, "/login", "evil.example")).isEqualTo("421");
    }
  }

  @Test
  void J03_leadsFromHttpToItsOwnNameAlone() throws Exception {
    try (Nginx nginx = Nginx.before(NOBODY)) {
      assertThat(answer(nginx.plainPort(), "/login?a=b", "evil.example"))
          .startsWith("HTTP/1.1 301")
          .contains("Location: https://localhost/login?a=b\r\n")
          .doesNotContain("evil");
    }
  }

  private static String status(Nginx nginx, String path, String host) throws IOException {
    String answer = answer(nginx.port(), path, host);
    return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 421".length());
  }

  private static String answer(int port, String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}

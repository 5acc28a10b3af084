package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.installation.Loopback;
import org.sallyport.testing.SallyportTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests for a host other than the public one get 421, whatever their path. */
@SallyportTest
class KnownHostsTest {
  @LocalServerPort int port;
  @LocalManagementPort int management;

  /** The status line of the response. */
  private static String answer(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("");
    }
  }

  private String get(String path, String headers) throws IOException {
    return answer(port, "GET " + path + " HTTP/1.1\r\n" + headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login",
        "/studies",
        "/design/base.css",
        "/app",
        "/app/api/requests",
        "/dicom-web/studies",
        "/activate/xyz",
        "/nowhere"
      })
  void J03_aForgedHostGets421(String path) throws IOException {
    assertThat(get(path, "Host: evil.example\r\n")).startsWith("HTTP/1.1 421");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost.",
        "evil.example:8080",
        "10.0.0.7"
      })
  void J03_aHostThatOnlyLooksLikeItDoes(String host) throws IOException {
    assertThat(get("/login", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 421");
  }

  @ParameterizedTest
  @CsvSource({"localhost", "LOCALHOST", "127.0.0.1", "127.0.0.1:9", "[::1]"})
  void aNameOfThisMachineIsTheLoopbackAddress(String host) throws IOException {
    assertThat(get("/login", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void J03_whatIsForwardedChangesNothing() throws IOException {
    assertThat(get("/login", "Host: localhost\r\nX-Forwarded-Host: evil.example\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(get("/login", "Host: evil.example\r\nX-Forwarded-Host: localhost\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(get("/login", "Host: evil.example\r\nForwarded: host=localhost\r\n"))
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void J03_neitherAnAbsoluteLineNorASecondHostDoes() throws IOException {
    assertThat(get("http://evil.example/login", "Host: localhost\r\n"))
        .matches("HTTP/1.1 4(00|21).*");
    assertThat(get("/login", "Host: localhost\r\nHost: evil.example\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(get("/login", "")).startsWith("HTTP/1.1 400");
  }

  @Test
  void theManagementPortIsNotConcerned() throws IOException {
    String request = "GET /actuator/health HTTP/1.1\r\nHost: monitor.example\r\n";
    assertThat(answer(management, request)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,true",
    "127.0.0.1,true",
    "127.9.9.9,true",
    "::1,true",
    "[::1],true",
    "127.0.0.1.example,false",
    "128.0.0.1,false",
    "localhost.example,false",
    "0.0.0.0,false"
  })
  void loopbackIsThisMachineAndNothingElse(String host, boolean loopback) {
    assertThat(Loopback.is(host)).isEqualTo(loopback);
  }
}

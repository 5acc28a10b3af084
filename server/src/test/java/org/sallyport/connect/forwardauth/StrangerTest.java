package org.sallyport.connect.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody who is no trusted proxy: another address of this machine. */
@ForwardAuthSettings
class StrangerTest {
  private static final String STRANGER = "127.0.0.2";
  private static final List<String> CLAIMED =
      List.of(
          "X-Forwarded-Host: " + ForwardAuthSettings.WIKI,
          "X-Forwarded-Uri: /public/x",
          "X-Forwarded-Method: GET",
          "X-Forwarded-For: 127.0.0.1",
          "Accept: text/html");

  @LocalServerPort int port;

  private RawHttp.Answer send(String from, String path) {
    return RawHttp.send(from, port, "GET", path, "localhost", CLAIMED);
  }

  @Test
  void Q11_onlyATrustedProxyIsAnswered() {
    assertThat(send("127.0.0.1", "/auth/forward").status()).as("the proxy").isEqualTo(200);
    RawHttp.Answer check = send(STRANGER, "/auth/forward");
    assertThat(check.status()).isEqualTo(403);
    assertThat(check.headers("X-Auth-User")).isEmpty();
    assertThat(check.headers("X-Auth-Sign-In")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign-in", "callback?ticket=x", "sign-out"})
  void Q11_onlyATrustedProxyFindsThePagesOfItsHost(String page) {
    RawHttp.Answer proxy = send("127.0.0.1", "/.sallyport/" + page);
    assertThat(proxy.status()).as("the proxy").isNotEqualTo(404);
    RawHttp.Answer answer = send(STRANGER, "/.sallyport/" + page);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers("Set-Cookie")).isEmpty();
  }
}

package org.sallyport.gate.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody who is no trusted proxy: here there is none. */
@SallyportTest
class StrangerTest {
  @LocalServerPort int port;

  @Test
  void Q11_onlyATrustedProxyIsAnswered() {
    List<String> claimed =
        List.of(
            "X-Forwarded-Host: wiki.localhost",
            "X-Forwarded-Uri: /public/x",
            "X-Forwarded-Method: GET",
            "X-Forwarded-For: 127.0.0.1",
            "Accept: text/html");
    RawHttp.Answer check = RawHttp.send(port, "GET", "/auth/forward", "localhost", claimed);
    assertThat(check.status()).isEqualTo(403);
    assertThat(check.headers("X-Auth-User")).isEmpty();
    assertThat(check.headers("X-Auth-Sign-In")).isEmpty();
    for (String page : List.of("sign-in", "callback?ticket=x", "sign-out")) {
      RawHttp.Answer answer =
          RawHttp.send(port, "GET", "/.sallyport/" + page, "localhost", claimed);
      assertThat(answer.status()).as(page).isEqualTo(404);
      assertThat(answer.headers("Set-Cookie")).isEmpty();
    }
  }
}

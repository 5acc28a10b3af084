package org.sallyport.connect.oidc.examination;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.mock.env.MockEnvironment;

class MetadataFindingsTest {
  private HttpServer server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://localhost:" + server.getAddress().getPort();
    byte[] metadata = ("{\"issuer\": \"" + address + "\"}").getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> {
          exchange.sendResponseHeaders(200, metadata.length);
          try (var out = exchange.getResponseBody()) {
            out.write(metadata);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private List<Finding> findings(Duration offset) {
    return MetadataFindings.of(
        new Examined(
            new MockEnvironment().withProperty("sallyport.public-url", address),
            Clock.offset(Clock.systemUTC(), offset)));
  }

  @Test
  void theIssuerAtThePublicAddressAndItsClockAreRight() {
    assertThat(findings(Duration.ZERO)).isEmpty();
  }

  @Test
  void anotherClockIsFound() {
    assertThat(findings(Duration.ofMinutes(3)))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("clock at the public address differs"));
  }
}

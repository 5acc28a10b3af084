package org.sallyport.edge.web.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.SecondNode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;

@Tag("slow")
@SallyportTest
class DrainingTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Autowired ConfigurableApplicationContext first;

  @Test
  void aServerThatLeavesAnswersWithItsReadinessOffAndEndsEachConnection() throws Exception {
    int management = FreePorts.next();
    SecondNode node =
        SecondNode.beside(
            first,
            Map.of(
                "sallyport.shutdown.drain", "8s",
                "management.server.port", management,
                "management.server.address", "127.0.0.1"));
    URI readiness = URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness");
    URI login = URI.create("http://localhost:" + node.port() + "/login");
    assertThat(status(readiness)).isEqualTo(200);
    assertThat(get(login).headers().firstValue("Connection")).isEmpty();
    Thread stop = Thread.ofVirtual().start(node::close);
    assertThat(Poll.until(Duration.ofSeconds(4), () -> status(readiness) == 503)).isTrue();
    // Spring Boot turns readiness off a moment before the first step of the stop.
    assertThat(Poll.until(Duration.ofSeconds(3), () -> isAnsweredForTheLastTime(login))).isTrue();
    stop.join();
    assertThat(status(login)).isZero();
  }

  private boolean isAnsweredForTheLastTime(URI address) {
    try {
      HttpResponse<String> last = get(address);
      assertThat(last.statusCode()).isEqualTo(200);
      return last.headers().firstValue("Connection").filter("close"::equals).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int status(URI address) {
    try {
      return get(address).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private HttpResponse<String> get(URI address) throws IOException {
    try {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

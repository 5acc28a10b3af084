package org.sallyport.connect.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What {@code sallyport doctor} says of forward-auth. */
class ForwardAuthExaminationTest {
  private static final String SETTING = "sallyport.forward-auth.wiki.";
  private final AtomicReference<Boolean> asks = new AtomicReference<>(true);
  private final AtomicReference<Boolean> open = new AtomicReference<>(false);
  private final AtomicReference<Integer> refuses = new AtomicReference<>(0);
  private HttpServer server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String leads =
              path.equals("/.sallyport/sign-in") ? "/auth/start?at=x" : "/.sallyport/sign-in";
          boolean isRefused = path.equals("/auth/forward") && !open.get();
          exchange.getResponseHeaders().set("Location", address + leads);
          int asked = path.equals("/") && refuses.get() > 0 ? refuses.get() : 302;
          exchange.sendResponseHeaders(isRefused ? 404 : asks.get() ? asked : 200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private List<String> found(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("file", settings));
    return new ForwardAuthExamination()
        .examine(new Examined(environment, Clock.systemUTC())).stream()
            .map(ForwardAuthExaminationTest::words)
            .toList();
  }

  private static String words(Finding finding) {
    return finding.severity() + " " + finding.text();
  }

  private Map<String, Object> settings(String at, String rules) {
    return Map.of(
        "sallyport.public-url",
        address,
        "sallyport.trusted-proxies",
        "127.0.0.1",
        SETTING + "addresses",
        at,
        SETTING + "rules",
        rules);
  }

  @Test
  void saysWhetherTheProxyAsksAndLeadsToTheSignIn() {
    assertThat(found(settings(address, "/**")))
        .containsExactly("OK " + address + " leads to the sign-in");
    asks.set(false);
    assertThat(found(settings(address, "/**")))
        .containsExactly(
            "ERROR " + address + " is shown without a sign-in: its proxy does not ask");
    assertThat(found(settings(address, "/**; public")).getFirst())
        .startsWith("ERROR " + address + ": its proxy does not lead /.sallyport/ to Sallyport");
    assertThat(found(settings("http://127.0.0.1:1", "/**")).getFirst())
        .isEqualTo("WARNING nothing answers at http://127.0.0.1:1");
  }

  /** nginx makes a 421 of the portal, which is asked by a wrong name, a 500. */
  @ParameterizedTest
  @ValueSource(ints = {403, 500})
  void saysThatTheQuestionOfTheProxyIsNotAnswered(int status) {
    refuses.set(status);
    assertThat(found(settings(address, "/**")))
        .singleElement()
        .asString()
        .startsWith("ERROR " + address + " answers " + status + " and not with the sign-in")
        .contains("the portal's name in Host", "X-Forwarded-Uri");
  }

  @Test
  void aFirstPageThatIsRefusedToEverybodyIsNoMistake() {
    refuses.set(403);
    for (String rules : List.of("/**; refused", "/wiki/**")) {
      assertThat(found(settings(address, rules)))
          .containsExactly("OK " + address + " leads to the sign-in");
    }
  }

  @Test
  void saysThatThePortalsProxyPassesTheQuestionsOn() {
    open.set(true);
    assertThat(found(settings(address, "/**")).getLast())
        .startsWith("WARNING " + address + ": the portal's proxy passes /auth/forward on");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(found(Map.of())).containsExactly("OK not used");
    assertThat(found(Map.of(SETTING + "addresses", address, SETTING + "rules", "/**")))
        .containsExactly(
            "ERROR sallyport.trusted-proxies is not set: no question of a proxy is answered");
    assertThat(found(Map.of(SETTING + "addresses", address)).getFirst())
        .isEqualTo("ERROR not tried: the settings sallyport.forward-auth are not understood");
  }
}

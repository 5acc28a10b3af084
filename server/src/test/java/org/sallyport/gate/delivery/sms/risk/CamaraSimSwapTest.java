package org.sallyport.gate.delivery.sms.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.risk.SimState;
import org.sallyport.staff.doctor.UntrustedServer;
import org.sallyport.testing.TurnableClock;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A service by the published schema, and services that hang, lie and answer something else. */
@ExtendWith(OutputCaptureExtension.class)
class CamaraSimSwapTest {
  private static final String NUMBER = "+32470000184";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration WITHIN = Duration.ofDays(10);
  private static TestSimSwapService service;

  private final TurnableClock clock = new TurnableClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch end = new CountDownLatch(1);
  private CamaraSimSwap client;

  @BeforeAll
  static void start() {
    service = TestSimSwapService.started();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void create() {
    service.reset();
    client = new CamaraSimSwap(properties(service.at("/sim-swap/v2/")), meters, clock);
  }

  /** From now on the client waits for the short timeout only. */
  private void hasShortTimeout() {
    client.close();
    client = new CamaraSimSwap(properties(service.at("/sim-swap/v2/"), TIMEOUT), meters, clock);
  }

  @AfterEach
  void close() {
    end.countDown();
    client.close();
  }

  private static SimSwapProperties properties(URI url) {
    return properties(url, PATIENCE);
  }

  private static SimSwapProperties properties(URI url, Duration timeout) {
    return new SimSwapProperties(
        url,
        service.at("/token"),
        TestSimSwapService.CLIENT,
        TestSimSwapService.SECRET,
        "sim-swap:check sim-swap:retrieve-date",
        WITHIN,
        timeout,
        SimSwapProperties.Unanswered.SEND);
  }

  private String ago(Duration time) {
    return clock.instant().minus(time).toString();
  }

  private double counted(String outcome) {
    return meters.counter("sallyport.sms.sim.checks", "outcome", outcome).count();
  }

  @Nested
  class ByTheSchema {
    @Test
    void aNumberWithoutAChangeIsAskedAboutOnce() {
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unchanged());
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unchanged());
      assertThat(service.asked).containsExactly("token", "check " + NUMBER, "check " + NUMBER);
      assertThat(counted("unchanged")).isEqualTo(2);
    }

    @Test
    void aChangeIsSaidWithItsDate() {
      String at = ago(Duration.ofHours(30));
      service.changed(NUMBER, at);
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Changed(Instant.parse(at), WITHIN));
    }

    @Test
    void aTokenThatIsNoLongerTakenIsReplacedOnce() {
      client.of(NUMBER);
      service.endTokens();
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unchanged());
      assertThat(service.asked).filteredOn("token"::equals).hasSize(2);
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() {
      client.of(NUMBER);
      clock.turn(Duration.ofSeconds(290));
      client.of(NUMBER);
      assertThat(service.asked).filteredOn("token"::equals).hasSize(2);
    }

    @Test
    void anotherOperatorsNumberIsNotCovered() {
      service.unknown(NUMBER);
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.NotCovered());
      service.misbehaviour =
          at("/check", it -> TestSimSwapService.error(it, 422, "SERVICE_NOT_APPLICABLE"));
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.NotCovered());
    }

    @Test
    void whereThePeriodIsTooLongTheDateDecides() {
      service.longestAge = 72;
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unchanged());
      service.changed(NUMBER, ago(Duration.ofHours(241)));
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unchanged());
      String at = ago(Duration.ofHours(239));
      service.changed(NUMBER, at);
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Changed(Instant.parse(at), WITHIN));
    }

    @Test
    void whereOnlyTheDateIsOfferedItDecides() {
      service.misbehaviour = at("/check", it -> TestSimSwapService.error(it, 404, "NOT_FOUND"));
      String at = ago(Duration.ofHours(1));
      service.changed(NUMBER, at);
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Changed(Instant.parse(at), WITHIN));
    }
  }

  @Nested
  class C17_AServiceThatFails {
    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 429, 500, 503})
    void byAnyOtherStatusIsNoAnswer(int status) {
      service.misbehaviour =
          at(
              "/check",
              it -> {
                it.getResponseHeaders().set("Location", service.at("/elsewhere").toString());
                TestSimSwapService.json(it, status, "{\"code\":\"X\",\"swapped\":false}");
              });
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
      assertThat(service.asked).containsExactly("token");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 500})
    void whereOnlyTheDateIsOfferedByAnyOtherStatusIsNoAnswer(int status) {
      service.misbehaviour =
          exchange -> {
            boolean isDate = exchange.getRequestURI().getPath().endsWith("/retrieve-date");
            if (isDate) {
              TestSimSwapService.json(
                  exchange, status, "{\"code\":\"X\",\"latestSimChange\":null}");
            } else if (exchange.getRequestURI().getPath().endsWith("/check")) {
              TestSimSwapService.error(exchange, 404, "NOT_FOUND");
            } else {
              return false;
            }
            return true;
          };
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "<html>",
          "{\"swapped\":\"no\"}",
          "{}",
          "[false]",
          "{\"swapped\":null}",
          "null",
          "{"
        })
    void withAnotherBodyIsNoAnswer(String body) {
      service.misbehaviour = at("/check", it -> TestSimSwapService.json(it, 200, body));
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
    }

    @Test
    void withAVeryLongBodyIsNoAnswer() {
      service.misbehaviour =
          at(
              "/check",
              it -> {
                it.sendResponseHeaders(200, 0);
                OutputStream out = it.getResponseBody();
                out.write("{\"swapped\":false,".getBytes(StandardCharsets.UTF_8));
                byte[] much = " ".repeat(8192).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 100; i++) {
                  out.write(much);
                }
                out.write("\"x\":0}".getBytes(StandardCharsets.UTF_8));
              });
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
    }

    @Test
    void whenItHangsEndsByTheTimeout() {
      hasShortTimeout();
      service.misbehaviour = at("/check", it -> await());
      long begun = System.nanoTime();
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(5));
    }

    @Test
    void whenItDripsEndsByTheTimeout() {
      hasShortTimeout();
      service.misbehaviour =
          at(
              "/check",
              it -> {
                it.sendResponseHeaders(200, 0);
                it.getResponseBody().write('{');
                it.getResponseBody().flush();
                await();
              });
      long begun = System.nanoTime();
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(5));
    }

    @Test
    void byItsDateIsStillBelievedAboutTheChange() {
      for (String lie :
          new String[] {"yesterday", "9999-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "\\u0000"}) {
        service.changed(NUMBER, lie);
        assertThat(client.of(NUMBER)).as(lie).isEqualTo(new SimState.Changed(null, WITHIN));
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"access_token\":\"a\\r\\nX: y\",\"token_type\":\"Bearer\"}",
          "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
          "{\"access_token\":\"t0\"}",
          "{\"access_token\":\"t0\",\"token_type\":\"mac\"}",
          "no token"
        })
    void withoutARightTokenIsNotAsked(String answer) {
      service.misbehaviour = anyTokenIsTaken(200, answer);
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
    }

    /** The check answers whatever token it gets, or none. */
    private static TestSimSwapService.Misbehaviour anyTokenIsTaken(int status, String answer) {
      return exchange -> {
        boolean isToken = exchange.getRequestURI().getPath().endsWith("/token");
        TestSimSwapService.json(
            exchange, isToken ? status : 200, isToken ? answer : "{\"swapped\":false}");
        return true;
      };
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 401, 500})
    void withATokenOfAnotherStatusIsNotAsked(int status) {
      String token = "{\"access_token\":\"t0\",\"token_type\":\"Bearer\"}";
      service.misbehaviour = anyTokenIsTaken(status, token);
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
    }

    @Test
    void twiceIsPassedOverForHalfAMinute() {
      service.misbehaviour = at("/check", it -> TestSimSwapService.error(it, 503, "X"));
      IntStream.range(0, 10).forEach(i -> client.of(NUMBER));
      service.misbehaviour = null;
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
      assertThat(service.asked).containsExactly("token");
      clock.turn(Duration.ofSeconds(30));
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Unchanged());
    }

    @Test
    void aboutOneNumberIsAskedAboutOthers() {
      service.misbehaviour = at("/check", it -> TestSimSwapService.error(it, 403, "X"));
      IntStream.range(0, 10).forEach(i -> client.of(NUMBER));
      service.misbehaviour = null;
      assertThat(client.of("+32470000185")).isEqualTo(new SimState.Unchanged());
    }

    /** The second waits for the first alone, and not for each before it. */
    @Test
    void whenItsTokensHangHoldsUpNobodyForLong() throws Exception {
      hasShortTimeout();
      service.misbehaviour = at("/token", it -> await());
      List<Callable<SimState>> codes = Collections.nCopies(8, () -> client.of(NUMBER));
      long begun = System.nanoTime();
      try (ExecutorService at = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<SimState> state : at.invokeAll(codes)) {
          assertThat(state.get()).isEqualTo(new SimState.Unanswered(true));
        }
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(4));
    }

    @Test
    void byADateThatIsStillToComeBlocksForADayOnly() {
      service.longestAge = 72;
      service.changed(NUMBER, "9999-01-01T00:00:00Z");
      assertThat(client.of(NUMBER)).isEqualTo(new SimState.Changed(null, WITHIN));
    }

    @Test
    void withACertificateThatNobodySignedGetsNoNumber(CapturedOutput output) throws Exception {
      URI untrusted = URI.create(UntrustedServer.start() + "/sim-swap/v2");
      SimSwapProperties patient = properties(untrusted);
      try (CamaraSimSwap asking = new CamaraSimSwap(patient, meters, clock)) {
        assertThat(asking.of(NUMBER)).isEqualTo(new SimState.Unanswered(true));
      }
      assertThat(output.getAll()).contains("certification path");
    }

    @Test
    void neitherNumberNorSecretIsLogged(CapturedOutput output) {
      service.misbehaviour = at("/check", it -> TestSimSwapService.error(it, 500, NUMBER));
      client.of(NUMBER);
      service.misbehaviour = it -> false;
      service.close();
      client.of(NUMBER);
      restart();
      assertThat(output.getAll())
          .contains("SIM swap service")
          .doesNotContain("470000184", TestSimSwapService.SECRET, "Bearer");
    }

    private void restart() {
      service = TestSimSwapService.started();
    }

    private void await() {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** Answers requests to a path, and leaves the others to the service. */
  private static TestSimSwapService.Misbehaviour at(String path, Answer answer) {
    return exchange -> {
      if (!exchange.getRequestURI().getPath().endsWith(path)) {
        return false;
      }
      answer.to(exchange);
      return true;
    };
  }
}

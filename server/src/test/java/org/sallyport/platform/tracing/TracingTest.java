package org.sallyport.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.LogForm;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Traces of requests: what arrives at a collector, and what must not. */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class TracingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String STRANGERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SAMPLED = "00-" + STRANGERS_TRACE + "-00f067aa0ba902b7-01";
  private static final String TOKEN = "Wq7xKd0bT3uVn5sLr9yZpAeHfJcMgEiO";

  private static String metrics(int management) {
    Browser watcher = new Browser(management);
    return watcher
        .send(watcher.request("/actuator/prometheus").setHeader("Accept", "text/plain").build())
        .body();
  }

  private static Browser.Page withHeaders(Browser browser, String path, String... headers) {
    HttpRequest.Builder request = browser.request(path);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return browser.send(request.build());
  }

  @Nested
  @SallyportTest
  class WithoutACollector {
    @LocalServerPort int port;
    @LocalManagementPort int management;
    @Autowired People people;
    @Autowired Numbers numbers;
    @Autowired IndexedStudies indexed;
    @Autowired ApplicationContext context;

    @Test
    void nothingOfTheLibraryExists() {
      for (Class<?> type :
          List.of(
              OpenTelemetry.class,
              SdkTracerProvider.class,
              io.opentelemetry.sdk.trace.export.SpanExporter.class,
              io.opentelemetry.sdk.trace.SpanProcessor.class,
              io.micrometer.tracing.Tracer.class,
              io.micrometer.tracing.handler.TracingObservationHandler.class)) {
        assertThat(context.getBeanNamesForType(type)).as(type.getName()).isEmpty();
      }
      assertThat(metrics(management)).doesNotContain("sallyport_tracing");
    }

    @Test
    void theArchiveGetsNoHeader() {
      People.Person person = people.byEmail();
      TestStudy study = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
      TestArchive.store(study);
      indexed.update();
      Browser browser = Visitors.signedIn(person, port);
      String path = "/dicom-web/studies/" + study.uid() + "/series";
      List<String> asked =
          TestArchive.wire()
              .during(
                  () ->
                      assertThat(withHeaders(browser, path, "traceparent", SAMPLED).status())
                          .isEqualTo(200));
      assertThat(asked).isNotEmpty().noneMatch(request -> request.contains("traceparent"));
    }
  }

  @Nested
  @SallyportTest
  @ContextConfiguration(initializers = TracedSettings.class)
  @TestPropertySource(properties = "logging.structured.format.console=ecs")
  class WithACollector {
    @LocalServerPort int port;
    @LocalManagementPort int management;
    @Autowired ConfigurableEnvironment environment;
    @Autowired People people;
    @Autowired Numbers numbers;
    @Autowired IndexedStudies indexed;
    @Autowired SdkTracerProvider spans;

    private People.Person person;
    private TestStudy study;
    private Browser browser;

    @BeforeEach
    void somebodyWithAStudy() {
      person = people.byEmail();
      study = new TestStudy().images(2).requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
      TestArchive.store(study);
      indexed.update();
      browser = Visitors.signedIn(person, port);
    }

    private Span exported(Predicate<Span> wanted) {
      assertThat(
              Poll.until(
                  TIMEOUT,
                  () -> {
                    spans.forceFlush().join(10, TimeUnit.SECONDS);
                    return TracedSettings.COLLECTOR.spans().stream().anyMatch(wanted);
                  }))
          .as("a span arrives; there are %s", names())
          .isTrue();
      return TracedSettings.COLLECTOR.spans().stream().filter(wanted).toList().getLast();
    }

    private static List<String> names() {
      return TracedSettings.COLLECTOR.spans().stream().map(Span::getName).distinct().toList();
    }

    private static Predicate<Span> named(String name) {
      return span -> span.getName().equals(name);
    }

    private static Predicate<Span> below(Span parent) {
      return span ->
          span.getTraceId().equals(parent.getTraceId())
              && span.getParentSpanId().equals(parent.getSpanId());
    }

    /** Whose trace these requests to the archive name; other tests open such pages too. */
    private static Predicate<Span> asks(List<String> asked) {
      return span ->
          asked.stream()
              .anyMatch(it -> it.contains("traceparent: 00-" + Collector.hex(span.getTraceId())));
    }

    @Test
    void aPageAndItsRequestsToTheArchiveAreOneTrace() {
      List<String> asked = TestArchive.wire().during(() -> browser.get("/studies/" + study.uid()));
      Span page = exported(named("GET /studies/{uid}").and(asks(asked)));
      assertThat(page.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(page.getParentSpanId().isEmpty()).isTrue();
      assertThat(Collector.attribute(page, "http.route")).isEqualTo("/studies/{uid}");
      assertThat(Collector.attribute(page, "http.response.status_code")).isEqualTo("200");
      Span archive = exported(named("archive").and(below(page)));
      assertThat(archive.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(Collector.attribute(archive, "http.route")).startsWith("/studies");
      assertThat(Collector.attribute(archive, "http.response.status_code")).isEqualTo("200");
      assertThat(asked)
          .anyMatch(
              request ->
                  request.contains(
                      "traceparent: 00-"
                          + Collector.hex(archive.getTraceId())
                          + "-"
                          + Collector.hex(archive.getSpanId())
                          + "-01"));
    }

    @Test
    void anImageIsTracedToo() {
      String series = "/dicom-web/studies/" + study.uid() + "/series/" + study.seriesUid(1);
      browser.get(series + "/instances/" + study.instanceUid(1, 1) + "/rendered");
      Span image = exported(named("GET /dicom-web/studies/{}/series/{}/instances/{}/rendered"));
      assertThat(Collector.attribute(image, "http.response.status_code")).isEqualTo("200");
      exported(named("archive").and(below(image)));
    }

    @Test
    void messagesAreTraced() {
      People.Person other = people.bySms();
      new Browser(port).signIn(other.username(), People.PASSWORD);
      Codes.next(other.phone());
      assertThat(Collector.attribute(exported(named("sms")), "outcome")).isEqualTo("taken");
      assertThat(Collector.attribute(exported(named("email")), "outcome")).isEqualTo("taken");
    }

    @Test
    void nothingPersonalIsExported() {
      People.Person other = people.bySms();
      Browser stranger = new Browser(port);
      withHeaders(
          stranger,
          "/shared/" + TOKEN,
          "baggage",
          "patient=Vanderquill",
          "tracestate",
          "patient=Vanderquill",
          "X-Patient",
          "Vanderquill");
      stranger.get("/Vanderquill/" + TOKEN);
      stranger.get("/login?name=" + other.username());
      stranger.method("VANDERQUILL", "/login");
      stranger.signIn(other.username(), People.PASSWORD);
      String code = Codes.next(other.phone());
      stranger.post("/login/code", "code", code);
      browser.get("/studies?q=Vanderquill&patient=Vanderquill&PatientName=Vander*");
      browser.get("/studies/" + study.uid());
      browser.get("/studies/" + study.uid() + "/view?q=Vanderquill");
      browser.get("/dicom-web/studies?PatientName=Vanderquill&StudyInstanceUID=" + study.uid());
      browser.get("/dicom-web/studies/" + study.uid() + "/series?PatientID=LM-400218");
      browser.get("/dicom-web/studies/Vanderquill/series/" + TOKEN);
      browser.get("/shared/dicom-web/studies/" + study.uid());
      TestArchive.wire().cutDuring(() -> browser.get("/studies/" + study.uid() + "/download"));
      browser.get("/design/" + TOKEN + ".css");
      exported(named("GET /shared/{token}"));
      exported(named("GET /dicom-web/studies/{}/series/{}"));
      exported(named("sms"));
      assertThat(TracedSettings.COLLECTOR.everything())
          .contains("GET /studies/{uid}")
          .doesNotContainIgnoringCase(
              "Vander",
              TOKEN,
              study.uid().value(),
              study.seriesUid(1).value(),
              "LM-400218",
              "RIZIV",
              person.username(),
              person.email(),
              person.id().toString(),
              other.username(),
              other.phone(),
              other.email(),
              other.id().toString(),
              code,
              People.PASSWORD,
              browser.cookie("__Host-sid"),
              Browser.FIREFOX,
              "select ",
              "http.url",
              "exception.message",
              "exception.stacktrace");
    }

    @Test
    void aStrangersHeaderDoesNotNameTheTrace() {
      withHeaders(browser, "/studies", "traceparent", SAMPLED);
      exported(named("GET /studies"));
      assertThat(TracedSettings.COLLECTOR.spans())
          .noneMatch(span -> Collector.hex(span.getTraceId()).equals(STRANGERS_TRACE));
    }

    @Test
    @Tag("long")
    void scheduledTasksAndRequestsForHealthAreLeftOut() {
      new Browser(management).get("/actuator/health");
      browser.get("/studies");
      exported(named("GET /studies"));
      assertThat(names()).noneMatch(name -> name.contains("actuator"));
      assertThat(TracedSettings.COLLECTOR.spans())
          .as("scheduled tasks")
          .noneMatch(span -> span.getKind() == Span.SpanKind.SPAN_KIND_INTERNAL);
    }

    @Test
    void linesOfTheLogNameTheTrace(CapturedOutput output) {
      LogForm.asSetIn(environment);
      Visitors.signedIn(people.byEmail(), port);
      List<JsonNode> lines =
          output
              .getOut()
              .lines()
              .filter(line -> line.startsWith("{"))
              .map(new JsonMapper()::readTree)
              .filter(line -> line.at("/event/action").asString("").startsWith("SignInEvent"))
              .toList();
      assertThat(lines)
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.at("/traceId").asString("")).hasSize(32));
    }

    @Test
    void exportsAreCounted() {
      browser.get("/studies");
      exported(named("GET /studies"));
      assertThat(metrics(management))
          .containsPattern("sallyport_tracing_spans_total\\{outcome=\"exported\"[^}]*\\} [1-9]")
          .containsPattern("sallyport_tracing_spans_total\\{outcome=\"dropped\"[^}]*\\} 0");
    }
  }

  @Nested
  @SallyportTest
  @ContextConfiguration(initializers = TracedSettings.WithoutAShare.class)
  class WithoutAShare {
    @LocalServerPort int port;
    @Autowired SdkTracerProvider spans;

    @Test
    void aStrangerCannotForceATrace() {
      Browser stranger = new Browser(port);
      for (String flags : List.of("01", "03", "ff")) {
        withHeaders(
            stranger,
            "/login",
            "traceparent",
            SAMPLED.replaceFirst("01$", flags),
            "b3",
            STRANGERS_TRACE + "-00f067aa0ba902b7-d",
            "X-B3-Sampled",
            "1");
      }
      assertThat(Poll.until(Duration.ofSeconds(1), this::hasArrived)).isFalse();
    }

    private boolean hasArrived() {
      spans.forceFlush().join(5, TimeUnit.SECONDS);
      return !TracedSettings.WithoutAShare.COLLECTOR.spans().isEmpty();
    }
  }

  @Nested
  @SallyportTest
  @ContextConfiguration(initializers = TracedSettings.OfADeadCollector.class)
  class WithADeadCollector {
    @LocalServerPort int port;
    @LocalManagementPort int management;

    @Test
    void noRequestWaits() {
      Browser stranger = new Browser(port);
      stranger.get("/login");
      long begun = System.nanoTime();
      for (int request = 0; request < 50; request++) {
        assertThat(stranger.get("/login").status()).isEqualTo(200);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
      assertThat(
              Poll.until(
                  TIMEOUT,
                  () ->
                      metrics(management)
                          .lines()
                          .anyMatch(
                              line ->
                                  line.startsWith(
                                          "sallyport_tracing_spans_total{outcome=\"failed\"")
                                      && !line.endsWith(" 0.0"))))
          .as("spans that the collector does not take are counted")
          .isTrue();
    }
  }
}

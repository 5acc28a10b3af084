package org.sallyport.portal.studies.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.Sweep;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.OnStubArchive;
import org.sallyport.testing.archive.StubArchive;
import org.sallyport.testing.archive.StubArchive.Content;
import org.sallyport.testing.archive.StubArchive.Stored;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * Objects that no archive should have. Orthanc 1.12.7 itself crashes when an object with 50 levels
 * is stored, so these come from a stub.
 */
@Tag("slow")
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnStubArchive.class})
class HostileReportsTest {
  private static final StubArchive ARCHIVE = OnStubArchive.ARCHIVE;
  private static final String OPEN =
      "{\"0040A040\":{\"vr\":\"CS\",\"Value\":[\"CONTAINER\"]},\"0040A730\":{\"vr\":\"SQ\",\"Value\":[";
  private static final String CLOSE = "]}}";
  private static final String LEAF =
      "{\"0040A040\":{\"vr\":\"CS\",\"Value\":[\"TEXT\"]},\"0040A160\":{\"vr\":\"UT\",\"Value\":[\"deep\"]}}";
  private static final String HEAD =
      "[{\"00080016\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.5.1.4.1.1.88.33\"]},"
          + "\"0040A040\":{\"vr\":\"CS\",\"Value\":[\"CONTAINER\"]},\"0040A730\":{\"vr\":\"SQ\",\"Value\":[";
  private static final String TAIL = "]}}]";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Sweep sweep;
  @Autowired JdbcClient jdbc;

  private People.Person person;
  private String number;
  private Browser browser;
  private StudyUid study;

  @BeforeEach
  void somebodySignedIn() {
    person = people.byEmail();
    number = numbers.give(person.id(), "RIZIV");
    browser = Visitors.signedIn(person, port);
    study = new TestStudy().uid();
  }

  /** What an archive may answer for an object of a report. */
  @SuppressWarnings("ImmutableEnumChecker") // the contents are constants
  enum Hostile {
    TEN_THOUSAND_LEVELS(
        StubArchive.text(HEAD + OPEN.repeat(10_000) + LEAF + CLOSE.repeat(10_000) + TAIL)),
    FIFTY_LEVELS(StubArchive.text(HEAD + OPEN.repeat(50) + LEAF + CLOSE.repeat(50) + TAIL)),
    A_HUNDRED_THOUSAND_ITEMS(StubArchive.text(HEAD + (LEAF + ",").repeat(100_000) + LEAF + TAIL)),
    ENDLESS_TEXT(
        out -> {
          StubArchive.text(HEAD + "{\"0040A160\":{\"Value\":[\"").write(out);
          endless(out, 'x');
        }),
    ENDLESS_SPACE(out -> endless(out, ' ')),
    TWO_GIGABYTES_OF_ZEROS(out -> endless(out, '\0')),
    TRUNCATED(StubArchive.text(HEAD + LEAF)),
    A_PAGE(StubArchive.text("<html><script>alert(1)</script>")),
    NOTHING(StubArchive.text("")),
    AN_EMPTY_LIST(StubArchive.text("[]"));

    private final Content metadata;

    Hostile(Content metadata) {
      this.metadata = metadata;
    }

    private static void endless(OutputStream out, char what) throws IOException {
      byte[] chunk = new byte[1 << 20];
      Arrays.fill(chunk, (byte) what);
      for (int i = 0; i < 2048; i++) {
        out.write(chunk);
      }
    }
  }

  @Nested
  class N11_HostileObjects {
    @ParameterizedTest
    @EnumSource(Hostile.class)
    void areSaidToBeUnreadableAndTheRestGoesOn(Hostile hostile) {
      store(report("1", hostile.metadata), report("2", StubArchive.text(HEAD + LEAF + TAIL)));
      Document page = page("/reports/" + study + ".1");
      assertThat(page.select(".notice").text())
          .startsWith("This report cannot be shown: it is damaged, or larger or deeper");
      assertThat(page.select(".notice a").attr("href"))
          .isEqualTo("/studies/" + study + "/objects/" + study + ".1/file");
      assertThat(page("").select(".report-row").eachText())
          .containsExactly("Report Cannot be shown", "Report Verification unknown");
      assertThat(page("/reports/" + study + ".2").select(".report").text()).contains("deep");
    }

    @Test
    void areReadAgainWhereTheArchiveDescribesThemLater() {
      store(report("1", Hostile.TRUNCATED.metadata));
      assertThat(page("").select(".report-row").text()).isEqualTo("Report Cannot be shown");
      store(report("1", StubArchive.text(HEAD + LEAF + TAIL)));
      assertThat(page("").select(".report-row").text()).isEqualTo("Report Verification unknown");
    }

    @Test
    void areGivenToViewersWithoutWhatIsTooDeep() {
      String deep =
          "\"0040A730\":{\"Value\":[" + OPEN.repeat(10_000) + LEAF + CLOSE.repeat(10_000) + "]}";
      String series = study + ".8";
      String uids =
          Stream.of("0020000D", "0020000E", "00080018")
              .map(tag -> "\"" + tag + "\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}")
              .collect(Collectors.joining(","))
              .formatted(study, series, study + ".1");
      Content metadata = StubArchive.text("[{" + uids + "," + deep + "}]");
      store(new Stored(series, study + ".1", "CT", metadata, StubArchive.text("not used")));
      String path = "/studies/" + study + "/series/" + series + "/instances/" + study + ".1";
      Browser.Page answer = browser.get("/dicom-web" + path + "/metadata");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains(study + ".1").doesNotContain("0040A730");
    }

    /** Each answer has no end: the archive counts what it could write of it. */
    @ParameterizedTest
    @ValueSource(strings = {"again", "others", "space", "text"})
    void Rule47_areNotPassedOnWithoutEnd(String what) throws Exception {
      String series = study + ".8";
      String one = described(series, study + ".1") + ",";
      AtomicLong written = new AtomicLong();
      Content metadata =
          out -> {
            StubArchive.text("[" + one).write(out);
            String endless =
                switch (what) {
                  case "again" -> one.repeat(1000);
                  case "others" -> (described(series, study + ".7") + ",").repeat(1000);
                  case "space" -> " ".repeat(1 << 20);
                  default -> "{\"00081030\":{\"vr\":\"LO\",\"Value\":[\"" + "x".repeat(1 << 20);
                };
            byte[] more = endless.getBytes(StandardCharsets.UTF_8);
            while (written.addAndGet(more.length) < 1L << 30) {
              out.write(more);
            }
          };
      store(new Stored(series, study + ".1", "CT", metadata, StubArchive.text("not used")));
      URI at =
          URI.create(
              "http://localhost:%d/dicom-web/studies/%s/series/%s/instances/%s.1/metadata"
                  .formatted(port, study, series, study));
      long received = 0;
      boolean isWhole = false;
      try (HttpClient http = HttpClient.newHttpClient();
          InputStream body =
              http.send(
                      HttpRequest.newBuilder(
                              browser.request("/dicom-web/studies").build(), (n, v) -> true)
                          .uri(at)
                          .build(),
                      HttpResponse.BodyHandlers.ofInputStream())
                  .body()) {
        for (byte[] some = body.readNBytes(1 << 16);
            some.length > 0;
            some = body.readNBytes(1 << 16)) {
          received += some.length;
        }
        isWhole = true;
      } catch (IOException e) {
        assertThat(e).isNotNull();
      }
      assertThat(isWhole).isFalse();
      assertThat(received).isLessThan(1 << 16);
      assertThat(written).hasValueLessThan(what.equals("again") ? 50_000_000 : 250_000_000);
    }

    private String described(String series, String instance) {
      return ("{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"%s\"]},"
              + "\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"%s\"]},"
              + "\"00080018\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}}")
          .formatted(study, series, instance);
    }

    @Test
    void areReadAsDeepAsReportsAre() {
      store(report("1", StubArchive.text(HEAD + OPEN.repeat(38) + LEAF + CLOSE.repeat(38) + TAIL)));
      assertThat(page("/reports/" + study + ".1").select(".report").text()).contains("deep");
    }

    @Test
    void thatAreNoDicomFilesLeaveUnderANameThatNothingOpens() throws Exception {
      store(object("1", StubArchive.part(StubArchive.text("MZ this program runs"))));
      String zip = new String(fetch("/download").body(), StandardCharsets.ISO_8859_1);
      assertThat(zip).contains("SERIES-01/IMAGE-0001.unknown").doesNotContain(".dcm");
    }

    @Test
    void thatEndTooEarlyMakeNoCompleteZip() throws IOException {
      store(
          object(
              "1",
              out -> {
                StubArchive.text("--" + StubArchive.BOUNDARY + "\r\n\r\n").write(out);
                out.write(new byte[200_000]);
              }));
      assertThat(breaksOff("/download")).isTrue();
      assertThat(end()).isEqualTo("failed");
    }
  }

  /** A client that does not read, which blocks the writer. */
  @Nested
  class Rule34_ADownloadToASlowClient {
    @Test
    void endsWithinFiveSecondsOfItsRight() throws IOException {
      store(object("1", StubArchive.part(HostileReportsTest::gigabyte)));
      try (Socket client = client("/download")) {
        assertThat(client.getInputStream().readNBytes(100_000)).hasSize(100_000);
        browser.get("/studies");
        assertThat(browser.copy().post("/logout").status()).isEqualTo(302);
        long signedOut = System.nanoTime();
        assertThat(Poll.until(Duration.ofSeconds(20), () -> !end().isEmpty())).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - signedOut))
            .isLessThan(Duration.ofSeconds(5));
        assertThat(end()).isEqualTo("ended");
      }
    }
  }

  private static void gigabyte(OutputStream out) throws IOException {
    byte[] chunk = new byte[1 << 20];
    for (int i = 0; i < 1024; i++) {
      out.write(chunk);
    }
  }

  private Socket client(String path) throws IOException {
    HttpRequest request = browser.request("/studies/" + study + path).build();
    Socket socket = new Socket("localhost", port);
    StringBuilder head = new StringBuilder("GET " + request.uri().getPath() + " HTTP/1.1\r\n");
    head.append("Host: localhost:" + port + "\r\n");
    request
        .headers()
        .map()
        .forEach((name, values) -> head.append(name + ": " + values.getFirst() + "\r\n"));
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private boolean breaksOff(String path) {
    try {
      fetch(path);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private HttpResponse<byte[]> fetch(String path) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          browser.request("/studies/" + study + path).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void store(Stored... objects) {
    ARCHIVE.store(study, "RIZIV", number, objects);
    sweep.readRecent();
  }

  private Stored report(String name, Content metadata) {
    return new Stored(
        study + ".9", study + "." + name, "SR", metadata, StubArchive.text("not used"));
  }

  private Stored object(String name, Content content) {
    return new Stored(study + ".8", study + "." + name, "CT", StubArchive.text("[]"), content);
  }

  private Document page(String path) {
    Browser.Page page = browser.get("/studies/" + study + path);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return Jsoup.parse(page.body());
  }

  private String end() {
    return jdbc.sql(
            """
            select coalesce(max(details ->> 'end'), '') from audit_event
             where account_id = ? and type = 'StudyEvent.Downloaded'
            """)
        .params(person.id().value())
        .query(String.class)
        .single();
  }
}

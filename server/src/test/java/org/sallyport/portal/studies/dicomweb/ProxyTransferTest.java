package org.sallyport.portal.studies.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Nginx;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** nginx fetches images itself, configured by ops/nginx/sallyport.conf. */
@Tag("slow")
@TestPropertySource(properties = "sallyport.proxy.accel=/sallyport-archive")
@SallyportTest
class ProxyTransferTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;
  @Autowired JdbcClient jdbc;

  private Nginx nginx;
  private People.Person person;
  private Browser browser;
  private TestStudy study;

  @BeforeEach
  void isInFront() throws IOException {
    nginx = Nginx.beforeWithArchive(port);
    person = people.byEmail();
    String number = numbers.give(person.id(), "RIZIV");
    browser = Visitors.signedIn(person, port).at(nginx.port());
    study = new TestStudy().requestedBy("RIZIV", number).images(2);
    TestArchive.store(study);
    indexed.update();
  }

  @AfterEach
  void isStopped() {
    nginx.close();
  }

  @Test
  void nginxTransfersSingleFramesAndRenderings() {
    for (String form : List.of("/frames/1", "/rendered", "/frames/1/rendered?viewport=16,16")) {
      assertThat(
              browser.at(port).get("/dicom-web" + image(study) + form).header("X-Accel-Redirect"))
          .isEqualTo("/sallyport-archive" + image(study) + form);
      assertThat(get(image(study) + form).status()).as(form).isEqualTo(200);
    }
    assertThat(get(image(study) + "/frames/1").body())
        .contains("Content-Type")
        .hasSizeGreaterThan(64);
    assertThat(get(image(study) + "/rendered").header("Content-Type")).isEqualTo("image/jpeg");
  }

  @Test
  void N11_noSeriesOrStudyIsRenderedAsAWhole() {
    String whole = "/studies/" + study.uid();
    get(image(study) + "/rendered");
    List<String> heard =
        TestArchive.wire()
            .during(
                () -> {
                  for (String place : List.of(whole, whole + "/series/" + study.seriesUid(1))) {
                    assertThat(
                            browser
                                .at(port)
                                .get("/dicom-web" + place + "/rendered")
                                .header("X-Accel-Redirect"))
                        .as(place)
                        .isEmpty();
                    assertThat(get(place + "/rendered").status()).as(place).isEqualTo(406);
                  }
                });
    assertThat(heard).noneMatch(request -> request.contains("/rendered"));
  }

  /** So that it ends within five seconds of the end of the right (rule 34). */
  @Test
  void itRelaysWhatMayTakeLong() {
    for (String form : List.of("", "/frames/1,1", "/bulk/7fe00010", "/metadata")) {
      Browser.Page page = browser.at(port).get("/dicom-web" + image(study) + form);
      assertThat(page.header("X-Accel-Redirect")).as(form).isEmpty();
      assertThat(page.body()).as(form).isNotEmpty();
    }
  }

  @Test
  void theHeadersAreThoseOfARelayedResponse() {
    assertThat(headers(get(image(study) + "/frames/1")))
        .isEqualTo(headers(get(image(study) + "/frames/1,1")));
    assertThat(get(image(study) + "/rendered").header("Content-Security-Policy"))
        .contains("sandbox");
  }

  @Test
  void N02_refusalsAreThoseOfTheGateway() {
    TestStudy foreign = new TestStudy();
    TestArchive.store(foreign);
    TestStudy unknown = new TestStudy();
    List<String> heard =
        TestArchive.wire()
            .during(
                () -> {
                  for (String form : List.of("/frames/1", "/rendered")) {
                    assertThat(get(image(foreign) + form).status()).isEqualTo(404);
                    assertThat(get(image(unknown) + form).status()).isEqualTo(404);
                    assertThat(new Browser(nginx.port()).get("/dicom-web" + image(study) + form))
                        .matches(page -> page.status() == 401 && page.body().isEmpty());
                  }
                });
    assertThat(heard).isEmpty();
    Browser.Page none = get(image(study) + "/frames/7");
    assertThat(none.status()).isIn(404, 406);
    assertThat(none.header("Content-Security-Policy")).isNotEmpty();
    assertThat(none.header("Cache-Control")).contains("no-store");
    assertThat(none.body()).isIn("Not found\n", "The archive cannot give it in that form\n");
  }

  @Test
  void aRightThatHasEndedEndsItAtTheNextImage() {
    TestStudy shared = new TestStudy();
    TestArchive.store(shared);
    shares.share(shared.uid(), person.id(), "Dr Emile Vuurtoren", null);
    assertThat(get(image(shared) + "/frames/1").status()).isEqualTo(200);
    shares.withdraw(shared.uid(), person.id(), "Dr Emile Vuurtoren");
    assertThat(get(image(shared) + "/frames/1").status()).isEqualTo(404);
    assertThat(get(image(study) + "/rendered").status()).isEqualTo(200);
    jdbc.sql(
            "update sign_in set state = 'ended', ended_at = now(), token_hash = null where account_id = ?")
        .param(person.id().value())
        .update();
    assertThat(get(image(study) + "/rendered").status()).isEqualTo(401);
  }

  @Test
  void accessIsRecorded() {
    get(image(study) + "/frames/1");
    assertThat(
            jdbc.sql(
                    "select count(*) from audit_event where account_id = ? and type = 'StudyEvent.Opened'")
                .param(person.id().value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void N01_noTrickReachesTheArchive() throws IOException {
    String in = "/dicom-web" + image(study);
    get(image(study) + "/rendered");
    List<Integer> statuses = new ArrayList<>();
    List<String> heard =
        TestArchive.wire()
            .during(
                () -> {
                  for (String trick :
                      List.of(
                          in + "/frames/1/../../../../../../system",
                          in + "/frames/1/%2e%2e/%2e%2e/system",
                          in + "/frames/1%2f..%2f..%2fsystem",
                          in + "/frames/1;/../x",
                          in + "/frames/1%3f/rendered",
                          in + "/frames/1%23",
                          in + "/frames/1%00",
                          in + "/frames/1%0d%0aX-Accel-Redirect:%20/sallyport-archive/system",
                          in + "\\..\\frames/1",
                          "/dicom-web/../sallyport-archive/studies",
                          "/dicom-web/studies/..%2f..%2fsallyport-archive/system")) {
                    statuses.add(status(trick, ""));
                  }
                });
    assertThat(statuses).allMatch(status -> status == 400 || status == 404 || status == 302);
    assertThat(heard).isEmpty();
  }

  @Test
  void N05_nothingOfTheClientsRequestReachesTheArchive() {
    get(image(study) + "/frames/1");
    List<String> heard =
        TestArchive.wire()
            .during(
                () ->
                    assertThat(
                            status(
                                "/dicom-web" + image(study) + "/frames/1?x=evil",
                                String.join(
                                    "\r\n",
                                    "X-Accel-Redirect: /sallyport-archive/evil",
                                    "X-Sallyport-Accept: evil/evil",
                                    "Accept: text/evil",
                                    "Authorization: Basic evil",
                                    "Forwarded: host=evil",
                                    "X-Forwarded-Host: evil",
                                    "X-Remote-User: evil",
                                    "Range: bytes=0-666",
                                    "")))
                        .isEqualTo(200));
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().toLowerCase(Locale.ROOT))
        .contains("get /dicom-web" + image(study) + "/frames/1 http/1.1\r\n")
        .contains("forwarded: host=localhost:" + nginx.port() + ";proto=http\r\n")
        .contains("authorization: basic ")
        .doesNotContain("evil", "cookie", "666", "user");
  }

  @Test
  void N06_theInternalLocationIsOpenToNobody() {
    List<String> heard =
        TestArchive.wire()
            .during(
                () -> {
                  for (String path :
                      List.of(
                          "/sallyport-archive" + image(study) + "/frames/1",
                          "/sallyport-archive/studies",
                          "//sallyport-archive/studies",
                          "/%73allyport-archive/studies")) {
                    assertThat(status(path, "")).as(path).isEqualTo(404);
                  }
                });
    assertThat(heard).isEmpty();
    assertThat(browser.at(port).get("/sallyport-archive/studies").status()).isEqualTo(404);
  }

  @Test
  void anArchiveThatIsDownIsSaidToBe() {
    get(image(study) + "/frames/1");
    TestArchive.wire()
        .cutDuring(
            () -> {
              Browser.Page page = get(image(study) + "/frames/1");
              assertThat(page.status()).isEqualTo(503);
              assertThat(page.header("Retry-After")).isEqualTo("10");
              assertThat(page.body()).isEqualTo("The image archive does not answer\n");
            });
  }

  /** Sends the path unchanged, with the session's cookie. */
  private int status(String path, String headers) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
      socket.setSoTimeout(20_000);
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost:"
              + nginx.port()
              + "\r\nCookie: __Host-sid="
              + browser.cookie("__Host-sid")
              + "\r\n"
              + headers
              + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] line = socket.getInputStream().readNBytes(12);
      return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, List<String>> headers(Browser.Page page) {
    Map<String, List<String>> headers = new TreeMap<>(page.response().headers().map());
    List.of("date", "connection", "content-length", "content-type", "transfer-encoding")
        .forEach(headers::remove);
    return headers;
  }

  private Browser.Page get(String path) {
    return browser.get("/dicom-web" + path);
  }

  private static String image(TestStudy study) {
    return "/studies/"
        + study.uid()
        + "/series/"
        + study.seriesUid(1)
        + "/instances/"
        + study.instanceUid(1, 1);
  }
}

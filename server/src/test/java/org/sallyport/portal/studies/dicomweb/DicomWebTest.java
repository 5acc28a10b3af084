package org.sallyport.portal.studies.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/* A separate application: other tests must not change its clock. */
@Tag("slow")
@TestPropertySource(properties = "still=yes")
@SallyportTest
class DicomWebTest {
  private static final JsonMapper JSON = new JsonMapper();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;
  @Autowired ArchiveUrlRewriter rewriter;

  @Value("${sallyport.archive.url}")
  String archive;

  private People.Person person;
  private String number;
  private Browser browser;

  @BeforeEach
  void somebodySignedIn() {
    person = people.byEmail();
    number = numbers.give(person.id(), "RIZIV");
    browser = Visitors.signedIn(person, port);
  }

  @Nested
  class AStudyOfOnesOwn {
    private TestStudy study;

    @BeforeEach
    void isStored() {
      study = stored(mine().series(2).images(3));
    }

    @Test
    void isFoundWithItsRetrieveUrlAtTheGateway() {
      JsonNode found = json("/studies?PatientName=Vander*");
      assertThat(found).hasSize(1);
      assertThat(text(found.get(0), "0020000D")).isEqualTo(study.uid().value());
      assertThat(text(found.get(0), "00081190"))
          .isEqualTo("http://localhost:8080/dicom-web/studies/" + study.uid());
    }

    @Test
    void listsItsSeriesAndInstances() {
      assertThat(json(at(study) + "/series")).hasSize(2);
      assertThat(json(at(study) + "/series?SeriesInstanceUID=" + study.seriesUid(2))).hasSize(1);
      assertThat(json(at(study) + "/instances")).hasSize(6);
      assertThat(json(at(study) + "/series/" + study.seriesUid(1) + "/instances?limit=2&offset=2"))
          .hasSize(1);
    }

    @Test
    void givesItsObjectsInEveryForm() {
      assertThat(get(at(study)).header("Content-Type")).startsWith("multipart/related");
      assertThat(get(at(study) + "/series/" + study.seriesUid(1)).body()).contains("DICM");
      assertThat(get(image(study)).body()).contains("DICM");
      assertThat(get(image(study) + "/frames/1").header("Content-Type"))
          .startsWith("multipart/related");
      assertThat(get(image(study) + "/bulk/7fe00010").status()).isEqualTo(200);
      assertThat(get(image(study) + "/rendered").header("Content-Type")).isEqualTo("image/jpeg");
      assertThat(get(image(study) + "/frames/1/rendered?viewport=16,16").status()).isEqualTo(200);
      assertThat(json(image(study) + "/metadata")).hasSize(1);
      assertThat(json(at(study) + "/metadata")).hasSize(6);
    }

    @Test
    void isKeptByNobodyAndLoadedByNoOtherSite() {
      for (String path : List.of("/studies", at(study) + "/metadata", image(study) + "/rendered")) {
        Browser.Page page = get(path);
        assertThat(page.header("Cache-Control")).as(path).contains("no-store");
        assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.header("Server")).doesNotContain("Orthanc");
      }
    }

    @Test
    void isRecordedOnceInASession() {
      get(image(study) + "/rendered");
      get(image(study) + "/frames/1");
      assertThat(events("StudyEvent.Opened")).isEqualTo(1);
      clock.turn(Duration.ofMinutes(20));
      get(image(study) + "/rendered");
      assertThat(events("StudyEvent.Opened")).isEqualTo(1);
    }

    @Test
    void isGivenForGetAlone() {
      for (String method : List.of("HEAD", "POST", "PUT", "DELETE", "PATCH")) {
        int status = browser.method(method, "/dicom-web" + at(study)).status();
        assertThat(status).as(method).isIn(403, 405);
      }
    }

    @Test
    void cannotBeGivenInAFormTheArchiveDoesNotKnow() {
      assertThat(get(image(study) + "/frames/7").status()).isIn(404, 406);
    }

    @Test
    void isSaidToBeOutOfReachWhenTheArchiveIs() {
      clock.turn(Duration.ofSeconds(6));
      TestArchive.wire()
          .cutDuring(
              () -> {
                Browser.Page page = get(at(study) + "/metadata");
                assertThat(page.status()).isEqualTo(503);
                assertThat(page.header("Retry-After")).isEqualTo("10");
                assertThat(page.body()).isEqualTo("The image archive does not answer\n");
              });
    }
  }

  @Nested
  class N01_PathTraversalToTheArchive {
    @Test
    void isRefusedAndTheArchiveHearsNothing() {
      String uid = stored(mine()).uid().value();
      clock.turn(Duration.ofSeconds(6));
      List<String> tricks =
          List.of(
              "/studies/../system",
              "/studies/%2e%2e/system",
              "/studies/%252e%252e%252fsystem",
              "/studies/..;/system",
              "/studies/" + uid + "/..;/..;/system",
              "/studies/" + uid + "/%2e%2e%2f%2e%2e%2fsystem",
              "/studies/" + uid + "%5c..%5csystem",
              "/studies//" + uid,
              "/studies/" + uid + "//metadata",
              "/studies/" + uid + ";x=1/metadata",
              "/studies/" + uid + "/metadata%3fx=1",
              "/studies/" + uid + "/metadata%23",
              "/studies/" + uid + "%00",
              "/studies/http:%2f%2f127.0.0.1%2fx",
              "/studies/1." + "2".repeat(63),
              "/studies/1.2.x",
              "/studies/" + uid + "/archive",
              "/studies/" + uid + "/rendered/..",
              "/instances",
              "/series",
              "/system");
      List<String> heard =
          TestArchive.wire()
              .during(
                  () ->
                      tricks.forEach(
                          trick -> assertThat(get(trick).status()).as(trick).isIn(400, 404)));
      assertThat(heard).isEmpty();
    }
  }

  @Nested
  class N02_ForeignStudyByUid {
    @Test
    void isAnsweredLikeAnUnknownOneAndRecorded() {
      TestStudy foreign = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      TestStudy unknown = new TestStudy();
      for (String form : List.of("", "/series", "/instances", "/metadata", "/rendered")) {
        assertThat(answer(at(foreign) + form)).isEqualTo(answer(at(unknown) + form));
      }
      for (String form : List.of("", "/metadata", "/rendered", "/frames/1", "/bulk/7fe00010")) {
        assertThat(answer(image(foreign) + form)).isEqualTo(answer(image(unknown) + form));
      }
      assertThat(answer(at(foreign))).startsWith("404").endsWith("Not found\n");
      assertThat(events("StudyEvent.Refused")).isEqualTo(21);
      assertThat(events("StudyEvent.Opened")).isZero();
    }

    @Test
    void isInNoListWhateverIsAskedFor() {
      TestStudy foreign = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      TestStudy own = stored(mine());
      for (String query :
          List.of(
              "?StudyInstanceUID=" + foreign.uid(),
              "?StudyInstanceUID=" + foreign.uid() + "," + own.uid(),
              "?PatientName=*",
              "?limit=1000&offset=0&includefield=all&fuzzymatching=true",
              "")) {
        assertThat(json("/studies" + query).valueStream().map(it -> text(it, "0020000D")))
            .as(query)
            .doesNotContain(foreign.uid().value());
      }
    }

    @Test
    void doesNotComeWithAnObjectUnderAStudyOfOnesOwn() {
      TestStudy foreign = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      TestStudy own = stored(mine());
      String inOwnSeries =
          at(own) + "/series/" + own.seriesUid(1) + "/instances/" + foreign.instanceUid(1, 1);
      String inForeignSeries =
          at(own) + "/series/" + foreign.seriesUid(1) + "/instances/" + foreign.instanceUid(1, 1);
      for (String form : List.of("", "/metadata", "/rendered", "/frames/1", "/bulk/7fe00010")) {
        assertThat(get(inOwnSeries + form).status()).isEqualTo(404);
        assertThat(get(inForeignSeries + form).status()).isEqualTo(404);
      }
      assertThat(get(at(own) + "/series/" + foreign.seriesUid(1) + "/metadata").status())
          .isEqualTo(404);
      assertThat(get(at(own) + "/series/" + foreign.seriesUid(1) + "/instances").status())
          .isEqualTo(404);
    }

    @Test
    void isGoneWithItsShareAtTheNextRequest() {
      StudyUid study = TestArchive.store(new TestStudy());
      shares.share(study, person.id(), "Dr Emile Vuurtoren", null);
      // The first one is recorded, which is a change; the second one finds what the first one read.
      for (int i = 0; i < 3; i++) {
        assertThat(get("/studies/" + study + "/metadata").status()).isEqualTo(200);
      }
      shares.withdraw(study, person.id(), "Dr Emile Vuurtoren");
      assertThat(get("/studies/" + study + "/metadata").status()).isEqualTo(404);
    }

    private String answer(String path) {
      Browser.Page page = get(path);
      Map<String, List<String>> headers = new java.util.TreeMap<>(page.response().headers().map());
      headers.remove("date");
      // Tomcat ends a connection after 100 requests.
      headers.remove("connection");
      return page.status() + " " + headers + " " + page.body();
    }
  }

  /** Shares inserted as rows; SharingTest covers the pages. */
  @Nested
  class N09_AShareGrowsBeyondItsStudy {
    @Test
    void neitherToOtherStudiesOfThePatientNorBeyondItsEnd() {
      String patient = "SHARED-" + number;
      TestStudy shared = stored(new TestStudy().with("PatientID", patient));
      TestStudy sibling = stored(new TestStudy().with("PatientID", patient));
      People.Person other = people.byEmail();
      shares.share(
          shared.uid(),
          person.id(),
          "Dr Emile Vuurtoren",
          clock.instant().plus(Duration.ofDays(1)));
      assertThat(get(at(shared) + "/metadata").status()).isEqualTo(200);
      for (String form : List.of("", "/series", "/instances", "/metadata", "/rendered")) {
        assertThat(get(at(sibling) + form).status()).as(form).isEqualTo(404);
      }
      assertThat(get(image(sibling) + "/frames/1").status()).isEqualTo(404);
      for (String query :
          List.of(
              "", "?PatientID=" + patient, "?00100020=" + patient, "?PatientName=*&limit=1000")) {
        assertThat(json("/studies" + query).valueStream().map(it -> text(it, "0020000D")))
            .as(query)
            .doesNotContain(sibling.uid().value());
      }
      assertThat(browser.get("/studies/" + sibling.uid()).status()).isEqualTo(404);
      assertThat(Visitors.signedIn(other, port).get("/dicom-web" + at(shared)).status())
          .as("for the account that it names alone")
          .isEqualTo(404);
      jdbc.sql("update share set expires_at = :now where account_id = :account")
          .param("now", java.sql.Timestamp.from(clock.instant()))
          .param("account", person.id().value())
          .update();
      assertThat(get(at(shared) + "/metadata").status()).as("past its end").isEqualTo(404);
    }
  }

  @Nested
  class N04_ReferencesInsideMetadata {
    @Test
    void bulkDataUrisPointToTheGateway() {
      TestStudy study = stored(mine());
      JsonNode pixels = json(image(study) + "/metadata").get(0).path("7FE00010");
      String address = pixels.path("BulkDataURI").asString();
      String gate = "http://localhost:8080/dicom-web";
      assertThat(address).startsWith(gate + image(study) + "/bulk/");
      assertThat(get(address.substring(gate.length())).status()).isEqualTo(200);
      assertThat(get(image(study) + "/frames/1").body()).doesNotContain("127.0.0.1");
    }

    @Test
    void toForeignHostsOrOtherStudiesAreRemovedHoweverDeep() {
      TestStudy other = stored(mine());
      String gate = "http://localhost:8080/dicom-web";
      String bulk =
          json(image(other) + "/metadata").get(0).path("7FE00010").path("BulkDataURI").asString();
      String others = archive + bulk.substring(gate.length());
      assertThat(rewritten(others, other.uid())).as("of its own study").contains(bulk);
      StudyUid study = new StudyUid("1.2.3");
      for (String foreign :
          List.of(
              "http://10.0.0.1/secret",
              "//evil.example/secret",
              "file:///etc/passwd",
              others,
              others.replace("://", "://evil@"))) {
        assertThat(rewritten(foreign, study)).as(foreign).doesNotContain("BulkDataURI", foreign);
      }
    }

    private String rewritten(String address, StudyUid study) {
      ObjectNode item =
          (ObjectNode)
              JSON.readTree(
                  """
                  {"7FE00010": {"vr": "OW", "BulkDataURI": "%1$s"},
                   "00091001": {"vr": "SQ", "Value": [{"00091002": {"vr": "OB", "BulkDataURI": "%1$s"}}]},
                   "00081190": {"vr": "UR", "Value": ["%1$s"]}}
                  """
                      .formatted(address));
      rewriter.rewrite(item, study, "/dicom-web/");
      return item.toString();
    }

    @Test
    void thatAnObjectCarriesItselfAreNeverFetched() {
      TestStudy study =
          stored(
              mine()
                  .with("RetrieveURL", "http://127.0.0.1:1/secret")
                  .with("RetrieveURI", "http://127.0.0.1:1/x"));
      List<String> heard =
          TestArchive.wire()
              .during(
                  () -> assertThat(get(at(study) + "/metadata").body()).doesNotContain("secret"));
      assertThat(heard).allSatisfy(it -> assertThat(it).doesNotContain("secret"));
    }
  }

  @Nested
  class N05_SpoofedIdentityHeaders {
    @Test
    void neverReachTheArchive() {
      TestStudy study = stored(mine());
      List<String> heard =
          TestArchive.wire()
              .during(
                  () ->
                      browser.send(
                          browser
                              .request("/dicom-web" + image(study) + "/frames/1")
                              .header("X-Remote-User", "admin")
                              .header("x_remote_user", "admin")
                              .header("X-Forwarded-User", "admin")
                              .header("X-Forwarded-Host", "evil.example")
                              .header("Forwarded", "host=evil.example")
                              .GET()
                              .build()));
      assertThat(heard).isNotEmpty();
      assertThat(heard)
          .allSatisfy(
              request ->
                  assertThat(request.toLowerCase(Locale.ROOT))
                      .contains("forwarded: host=localhost:8080;proto=http\r\n")
                      .contains("authorization: basic ")
                      .doesNotContain("admin", "evil", "cookie", "firefox"));
    }
  }

  @Nested
  class N06_BypassingTheGateway {
    @Test
    void theArchiveWantsACredentialOfItsOwn() throws Exception {
      TestArchive.start();
      String url = (String) TestArchive.settings().get("sallyport.archive.url");
      java.net.http.HttpResponse<String> response =
          java.net.http.HttpClient.newHttpClient()
              .send(
                  java.net.http.HttpRequest.newBuilder(java.net.URI.create(url + "/studies"))
                      .build(),
                  java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void strangersGetNothing() {
      TestStudy study = stored(mine());
      Browser stranger = new Browser(port);
      assertThat(stranger.get("/dicom-web" + at(study)).status()).isEqualTo(401);
      assertThat(stranger.get("/dicom-web/studies").body()).isEmpty();
    }
  }

  @Nested
  class ASearch {
    @Test
    void isFilteredByTheGatewayBecauseArchivesIgnoreFilters() {
      stored(mine().with("PatientName", "Oosterwolk^Bram").with("StudyDate", "20261118"));
      stored(mine().with("PatientName", "Regenboog^Ignaas").with("Modality", "MR"));
      assertThat(names("?PatientName=oosterwolk*")).containsExactly("Oosterwolk^Bram");
      assertThat(names("?PatientName=Oosterwolk%5EBram")).containsExactly("Oosterwolk^Bram");
      assertThat(names("?00100010=Ooster")).isEmpty();
      assertThat(names("?ModalitiesInStudy=MR")).containsExactly("Regenboog^Ignaas");
      assertThat(names("?StudyDate=20261117-20261119")).containsExactly("Oosterwolk^Bram");
      assertThat(names("?StudyDate=20261119-")).containsExactly("Regenboog^Ignaas");
      assertThat(names("?StudyDate=-20261118")).containsExactly("Oosterwolk^Bram");
      assertThat(names("?limit=1")).containsExactly("Regenboog^Ignaas");
      assertThat(names("?limit=1&offset=1")).containsExactly("Oosterwolk^Bram");
    }

    @Test
    void thatMatchesNothingInTheIndexIsNotPassedOn() {
      stored(mine());
      List<String> asked =
          TestArchive.wire()
              .during(() -> assertThat(names("?PatientID=nobody&StudyDate=20200101-")).isEmpty());
      assertThat(asked).isEmpty();
    }

    @Test
    void thatTheIndexCannotAnswerAsksTheArchiveAboutSomeStudiesOnly() {
      jdbc.sql(
              """
              insert into study_person (study_uid, part, issuer, number, seen_at)
              select '1.2.9.' || n, 'requesting', 'RIZIV', :number, now() from generate_series(1, 3000) n
              """)
          .param("number", number)
          .update();
      List<String> asked =
          TestArchive.wire()
              .during(
                  () ->
                      assertThat(get("/studies?ReferringPhysicianName=nobody").status())
                          .isEqualTo(413));
      assertThat(asked).hasSizeBetween(10, 12);
      jdbc.sql("delete from study_person where number = ?").params(number).update();
    }

    @Test
    void byWhatIsNotKnownIsRefused() {
      assertThat(get("/studies?SecretTag=1").status()).isEqualTo(400);
      assertThat(get("/studies?limit=many").status()).isEqualTo(400);
    }

    @Test
    void isRecorded() {
      stored(mine());
      get("/studies");
      assertThat(events("StudyEvent.Searched")).isEqualTo(1);
    }

    @Test
    void isRecordedOnceAMinuteWhenAProgramSearchesAgainAndAgain() {
      stored(mine());
      for (int i = 0; i < 20; i++) {
        get("/studies");
      }
      assertThat(events("StudyEvent.Searched")).isEqualTo(1);
      browser.get("/studies");
      browser.get("/studies?q=x");
      assertThat(events("StudyEvent.Searched")).as("with those in the list").isEqualTo(3);
      clock.turn(Duration.ofSeconds(61));
      get("/studies");
      assertThat(events("StudyEvent.Searched")).isEqualTo(4);
    }

    private List<String> names(String query) {
      return json("/studies" + query)
          .valueStream()
          .map(it -> it.path("00100010").path("Value").path(0).path("Alphabetic").asString())
          .toList();
    }
  }

  /** O02, H05: access is rechecked while a response runs, not only at its start. */
  @Nested
  class Rule34_ADownloadThatRuns {
    private TestStudy study;

    @BeforeEach
    void isBegun() {
      study = stored(mine().images(60));
    }

    @Test
    void endsWhenItsOwnerSignsOut() {
      browser.get("/studies");
      breaksOff(() -> browser.copy().post("/logout"));
    }

    @Test
    void endsWhenItsSessionIsEndedElsewhere() {
      breaksOff(
          () ->
              jdbc.sql(
                      """
                      update sign_in set state = 'ended', ended_at = now(), token_hash = null where account_id = ?
                      """)
                  .param(person.id().value())
                  .update());
    }

    @Test
    void endsWhenItsAccountIsDisabled() {
      breaksOff(
          () ->
              jdbc.sql("update account set disabled_at = now() where id = ?")
                  .param(person.id().value())
                  .update());
    }

    @Test
    void endsWhenTheShareIsWithdrawn() {
      study = new TestStudy().images(60);
      TestArchive.store(study);
      shares.share(study.uid(), person.id(), "Dr Emile Vuurtoren", null);
      breaksOff(() -> shares.withdraw(study.uid(), person.id(), "Dr Emile Vuurtoren"));
    }

    @Test
    void endsWithTheIdleTimeWhichItDoesNotProlong() {
      breaksOff(() -> clock.turn(Duration.ofMinutes(30)));
    }

    @Test
    void endsForMetadataWithTheRightToTheReports() {
      study = new TestStudy().images(60);
      TestArchive.store(study);
      shares.share(study.uid(), person.id(), "Dr Emile Vuurtoren", null);
      begun(
          at(study) + "/metadata",
          () ->
              jdbc.sql("update share set with_report = false where account_id = ?")
                  .param(person.id().value())
                  .update());
    }

    @Test
    void endsForAListingToo() {
      browser.get("/studies");
      begun(at(study) + "/metadata", () -> browser.copy().post("/logout"));
    }

    private void breaksOff(Runnable act) {
      begun(at(study), act);
    }

    private void begun(String path, Runnable act) {
      TestArchive.wire().slowDuring(() -> assertThatIsCutShort(path, act));
    }

    /** The complete response would take at least 15 seconds. */
    private void assertThatIsCutShort(String path, Runnable act) {
      try (HttpClient http = HttpClient.newHttpClient()) {
        InputStream body =
            http.send(browser.request("/dicom-web" + path).build(), BodyHandlers.ofInputStream())
                .body();
        assertThat(body.read()).isPositive();
        act.run();
        CompletableFuture<byte[]> rest = CompletableFuture.supplyAsync(() -> readAll(body));
        assertThatThrownBy(() -> rest.get(10, TimeUnit.SECONDS))
            .hasCauseInstanceOf(UncheckedIOException.class);
        http.shutdownNow();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static byte[] readAll(InputStream body) {
      try {
        return body.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void Rule34_whatViewersFetchIsNoUseOfTheSession() {
    for (int i = 0; i < 3; i++) {
      clock.turn(Duration.ofMinutes(10));
      get("/studies");
    }
    assertThat(get("/studies").status()).isEqualTo(401);
  }

  private TestStudy mine() {
    return new TestStudy().requestedBy("RIZIV", number);
  }

  private TestStudy stored(TestStudy study) {
    TestArchive.store(study);
    indexed.update();
    return study;
  }

  private Browser.Page get(String path) {
    return browser.get("/dicom-web" + path);
  }

  private JsonNode json(String path) {
    Browser.Page page = get(path);
    assertThat(page.status()).as(path).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("application/dicom+json");
    return JSON.readTree(page.body());
  }

  private long events(String type) {
    return jdbc.sql("select count(*) from audit_event where account_id = ? and type = ?")
        .params(person.id().value(), type)
        .query(Long.class)
        .single();
  }

  private static String at(TestStudy study) {
    return "/studies/" + study.uid();
  }

  private static String image(TestStudy study) {
    return at(study) + "/series/" + study.seriesUid(1) + "/instances/" + study.instanceUid(1, 1);
  }

  private static String text(JsonNode item, String tag) {
    return item.path(tag).path("Value").path(0).asString();
  }
}

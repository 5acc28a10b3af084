package org.sallyport.portal.studies.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Key images and measurements that readers publish to the archive. */
@TestPropertySource(properties = "sallyport.studies.publish.roles=physician")
@SallyportTest
class PublishTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;
  @Autowired Rows rows;
  @Autowired JsonMapper json;
  @TempDir Path folder;

  private final String request = UUID.randomUUID().toString();
  private TestStudy study;
  private People.Person person;
  private Browser browser;

  @BeforeEach
  void somebodyWithAStudy() {
    person = people.byEmail();
    study =
        new TestStudy()
            .with("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2")
            .with("Modality", "CT")
            .with("PixelSpacing", "1\\1")
            .series(2)
            .images(2)
            .requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
    TestArchive.store(study);
    indexed.update();
    browser = Visitors.signedIn(person, port);
  }

  private static HttpRequest.Builder script(Browser browser, String path) {
    return browser
        .request(path)
        .setHeader("Accept", "*/*")
        .header("Sec-Fetch-Mode", "cors")
        .header("Sec-Fetch-Site", "same-origin")
        .header("Content-Type", "application/json");
  }

  private String token(Browser browser) {
    Page left = browser.send(script(browser, "/session/left").GET().build());
    return json.readTree(left.body()).path("token").asString();
  }

  private Page send(Browser browser, String path, String method, String body) {
    return browser.send(
        script(browser, path)
            .header("X-CSRF-TOKEN", token(browser))
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  private static String path(TestStudy study, String what) {
    return "/studies/" + study.uid() + "/publish/" + what;
  }

  private String image(TestStudy study, int series, int number) {
    return String.format(
        Locale.ROOT,
        "{\"series\":\"%s\",\"object\":\"%s\",\"frame\":0}",
        study.seriesUid(series),
        study.instanceUid(series, number));
  }

  private String keyImages(String... images) {
    return String.format(
        Locale.ROOT,
        "{\"request\":\"%s\",\"title\":\"113000\",\"text\":\"Größe? 4R\\nsecond line\",\"images\":[%s]}",
        request,
        String.join(",", images));
  }

  private Page publishKeyImages(Browser browser) {
    return send(
        browser,
        path(study, "key-images"),
        "POST",
        keyImages(image(study, 1, 2), image(study, 2, 1)));
  }

  private void measure(Browser browser, TestStudy study, String kind, String points, String text) {
    UUID id = UUID.randomUUID();
    String mark =
        String.format(
            Locale.ROOT,
            "{\"series\":\"%s\",\"object\":\"%s\",\"frame\":1,\"kind\":\"%s\",\"points\":%s,\"text\":\"%s\",\"ratio\":2}",
            study.seriesUid(1),
            study.instanceUid(1, 1),
            kind,
            points,
            text);
    save(browser, study, id, mark);
  }

  private void save(Browser browser, TestStudy study, UUID id, String mark) {
    Page saved = send(browser, "/studies/" + study.uid() + "/marks/" + id, "PUT", mark);
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
  }

  /** As a version that did not keep the ratio of the screen saved it. */
  private void measureEarlier() {
    UUID id = UUID.randomUUID();
    String mark =
        "{\"series\":\"%s\",\"object\":\"%s\",\"frame\":1,\"kind\":\"length\",\"points\":[[1,2],[3,4]]}"
            .formatted(study.seriesUid(1), study.instanceUid(1, 1));
    save(browser, study, id, mark);
  }

  private void measureAll() {
    measure(browser, study, "length", "[[10,20],[40,60]]", "");
    measure(browser, study, "angle", "[[10,10],[20,10],[20,20]]", "");
    measure(browser, study, "cobb", "[[10,10],[40,12],[10,30],[40,26]]", "");
    measure(browser, study, "bidirectional", "[[10,20],[40,20],[20,15],[20,25]]", "");
    measure(browser, study, "ellipse", "[[10,20],[30,20],[20,15],[20,25]]", "");
    measure(browser, study, "rectangle", "[[10,10],[20,10],[20,15],[10,15]]", "");
    measure(browser, study, "circle", "[[20,20],[24,20]]", "");
    measure(browser, study, "freehand", "[[10,10],[20,10],[15,20],[10,10]]", "");
    measure(browser, study, "arrow", "[[5,5],[9,9]]", "Knöchel");
  }

  private Page publishMeasurements(Browser browser) {
    return send(browser, path(study, "measurements"), "POST", "{\"request\":\"" + request + "\"}");
  }

  private JsonNode published(Page page) {
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    return json.readTree(page.body());
  }

  /** The object that was published, as the archive has it. */
  private Path file(JsonNode published) throws IOException {
    Path file = folder.resolve("object.dcm");
    Files.write(file, TestArchive.file(published.path("object").asString()));
    return file;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(command[0])), command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private int events(String type) {
    return rows.events(person.id(), type);
  }

  /** The objects that the archive has of the study. */
  private JsonNode objects() {
    Page page =
        browser.send(
            browser
                .request("/dicom-web/studies/" + study.uid() + "/instances")
                .setHeader("Accept", "application/dicom+json")
                .GET()
                .build());
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return json.readTree(page.body());
  }

  @Test
  void keyImagesAreASelectionThatOtherProgramsRead() throws Exception {
    Path file = file(published(publishKeyImages(browser)));
    assertThat(run("/usr/bin/dciodvfy", file.toString()))
        .contains("KeyObjectSelectionDocument")
        .doesNotContain("Error");
    assertThat(run("/usr/bin/dsrdump", "+U8", file.toString()))
        .contains("Of Interest", "Größe? 4R", people.nameOf(person));
    assertThat(run("/usr/bin/dcmdump", "+U8", file.toString()))
        .contains("[Vanderquill^Adelheid]", study.uid().value())
        .contains(study.instanceUid(1, 2).value(), study.instanceUid(2, 1).value());
    assertThat(events("StudyEvent.Published")).isEqualTo(1);
    assertThat(browser.get("/studies/" + study.uid() + "/log").text())
        .contains("Published key images or measurements to the archive");
  }

  @Test
  void measurementsAreAReportThatOtherProgramsRead() throws Exception {
    measureAll();
    measureEarlier();
    JsonNode published = published(publishMeasurements(browser));
    assertThat(published.path("leftOut").asInt()).as("whose place is in doubt").isEqualTo(1);
    Path file = file(published);
    assertThat(run("/usr/bin/dciodvfy", file.toString()))
        .contains("ComprehensiveSR")
        .doesNotContain("Error");
    String dump = run("/usr/bin/dsrdump", "+U8", file.toString());
    assertThat(dump)
        .contains("Imaging Measurement Report", people.nameOf(person), "Knöchel")
        .contains("(,,\"Length\")=\"50.0000000\" (mm,UCUM,\"millimeter\")")
        .contains("(,,\"Angle\")=\"90.0000000\" (deg,UCUM,\"degree\")")
        .contains("(,,\"Cobb angle\")=\"11.4087182\" (deg,UCUM,\"degree\")")
        .contains("(,,\"Short Axis\")=\"10.0000000\" (mm,UCUM,\"millimeter\")")
        .contains("(,,\"Area\")=\"157.079633\" (mm2,UCUM,\"square millimeter\")")
        .contains("(,,\"Area\")=\"50.2654825\" (mm2,UCUM,\"square millimeter\")");
  }

  @Test
  void aRepeatedRequestPublishesOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Page>> pages = new ArrayList<>();
      Browser other = Visitors.signedIn(person, port);
      IntStream.range(0, 4)
          .forEach(
              i -> pages.add(threads.submit(() -> publishKeyImages(i % 2 == 0 ? browser : other))));
      for (Future<Page> page : pages) {
        assertThat(page.get().status()).isIn(200, 409);
      }
    }
    published(publishKeyImages(browser));
    assertThat(objects()).hasSize(5);
    assertThat(events("StudyEvent.Published")).isEqualTo(1);
  }

  @Test
  void Rule45_aReportOfAVersionThatMeasuredInWrongPlacesSaysSo() throws Exception {
    String words = "made with an older version of this portal";
    measureAll();
    JsonNode published = published(publishMeasurements(browser));
    String reports = "/studies/" + study.uid() + "/reports/";
    Path file = file(published);
    String earlier = published.path("object").asString() + ".1";
    run(
        "/usr/bin/dcmodify",
        "-nb",
        "-ea",
        "(0018,1020)",
        "-m",
        "(0008,0018)=" + earlier,
        file + "");
    TestArchive.upload(Files.readAllBytes(file));
    indexed.update();
    assertThat(browser.get(reports + earlier).text()).contains(words);
    assertThat(browser.get(reports + published.path("object").asString()).text())
        .contains("Imaging Measurement Report")
        .doesNotContain(words);
  }

  @Test
  void aRepeatedRequestWithAnotherContentIsRefused() {
    String first = keyImages(image(study, 1, 2));
    JsonNode published = published(send(browser, path(study, "key-images"), "POST", first));
    TestStudy another = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
    TestArchive.store(another);
    indexed.update();
    List<Page> others =
        List.of(
            publishMeasurements(browser),
            send(browser, path(another, "key-images"), "POST", first),
            send(browser, path(study, "key-images"), "POST", first.replace("113000", "113004")),
            send(browser, path(study, "key-images"), "POST", first.replace("second", "third")),
            send(browser, path(study, "key-images"), "POST", keyImages(image(study, 2, 1))));
    assertThat(others).extracting(Page::status).containsOnly(409);
    assertThat(others.getLast().body()).contains("you changed the form");
    assertThat(published(send(browser, path(study, "key-images"), "POST", first)))
        .isEqualTo(published);
    assertThat(objects()).hasSize(5);
  }

  @Test
  void theSameIdOfAnotherAccountIsAnotherForm() {
    JsonNode published = published(publishKeyImages(browser));
    People.Person other = people.byEmail();
    TestStudy ofOther = new TestStudy().requestedBy("RIZIV", numbers.give(other.id(), "RIZIV"));
    TestArchive.store(ofOther);
    indexed.update();
    Page page =
        send(
            Visitors.signedIn(other, port),
            path(ofOther, "key-images"),
            "POST",
            keyImages(image(ofOther, 1, 1)));
    assertThat(published(page).path("object")).isNotEqualTo(published.path("object"));
  }

  @Test
  void pastTheLimitNothingIsKeptOrAskedOfTheArchive() {
    JsonNode published = published(publishKeyImages(browser));
    IntStream.range(1, 60)
        .forEach(i -> assertThat(measurementsOfNewForm().status()).isEqualTo(422));
    measure(browser, study, "length", "[[10,20],[40,60]]", "");
    List<String> asked =
        TestArchive.wire()
            .during(
                () -> {
                  Page page = measurementsOfNewForm();
                  assertThat(page.status()).isEqualTo(429);
                  assertThat(page.header("Retry-After")).isNotEmpty();
                });
    assertThat(asked).noneMatch(it -> it.contains("/instances"));
    assertThat(
            rows.query("select id from published_object where account_id = ?", person.id().value()))
        .hasSize(1);
    assertThat(published(publishKeyImages(browser))).isEqualTo(published);
  }

  private Page measurementsOfNewForm() {
    String form = "{\"request\":\"" + UUID.randomUUID() + "\"}";
    return send(browser, path(study, "measurements"), "POST", form);
  }

  @Test
  void whatIsNoImageOrNoFrameIsNotNamed() {
    Map<String, Object> state = study.object(3, 1);
    state.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.11.1");
    state.put("Modality", "PR");
    TestArchive.create(state);
    for (String image :
        List.of(image(study, 3, 1), image(study, 1, 1).replace("\"frame\":0", "\"frame\":2"))) {
      Page page = send(browser, path(study, "key-images"), "POST", keyImages(image));
      assertThat(page.status()).as(page.body()).isEqualTo(422);
    }
    assertThat(objects()).hasSize(5);
    String first = image(study, 1, 1).replace("\"frame\":0", "\"frame\":1");
    published(send(browser, path(study, "key-images"), "POST", keyImages(first)));
  }

  @Test
  void anArchiveThatRefusesOrDoesNotAnswerIsSaidAndCanBeAskedAgain() {
    TestArchive.wire().dieAt("POST /dicom-web/studies/" + study.uid());
    Page page = publishKeyImages(browser);
    assertThat(page.status()).isEqualTo(504);
    assertThat(page.body()).contains("never publishes it twice");
    assertThat(events("StudyEvent.NotPublished")).isEqualTo(1);
    assertThat(objects()).hasSize(4);
    published(publishKeyImages(browser));
    assertThat(objects()).hasSize(5);
  }

  @Test
  void L02_whatIsNoFormIsRefused() {
    String good = keyImages(image(study, 1, 1));
    for (String bad :
        List.of(
            "",
            "[]",
            good.replace(request, "1-1-1-1-1"),
            good.replace("113000", "113010"),
            good.replace("\"frame\":0", "\"frame\":-1"),
            good.replace("second", "\\u202e"),
            good.replace("second", "a".repeat(1_001)),
            keyImages(),
            keyImages(image(study, 1, 1), image(study, 1, 1)))) {
      Page page = send(browser, path(study, "key-images"), "POST", bad);
      assertThat(page.status()).as("%.200s", bad).isEqualTo(400);
    }
    assertThat(objects()).hasSize(4);
  }

  @Nested
  class N16_OnlyWhoMayPublishWritesToTheArchive {
    private void isRefused(Browser who, int status) {
      assertThat(publishKeyImages(who).status()).isEqualTo(status);
      assertThat(publishMeasurements(who).status()).isEqualTo(status);
      assertThat(objects()).hasSize(4);
    }

    @Test
    void notAnotherRole() {
      rows.update("update account set role = 'admin' where id = ?", person.id().value());
      isRefused(browser, 403);
      assertThat(browser.get("/studies/" + study.uid() + "/view").body())
          .doesNotContain("data-publish");
    }

    @Test
    void notOnAStudyOfSomebodyElse() {
      isRefused(Visitors.signedIn(people.byEmail(), port), 404);
    }

    @Test
    void notOnAStudyThatIsOnlyShared() {
      People.Person other = people.byEmail();
      shares.share(study.uid(), other.id(), "Dr X", null);
      Browser receiver = Visitors.signedIn(other, port);
      measure(receiver, study, "length", "[[10,20],[40,60]]", "");
      isRefused(receiver, 403);
      assertThat(receiver.get("/studies/" + study.uid() + "/view").body())
          .doesNotContain("data-publish");
    }

    @Test
    void notTheMeasurementsOfAnotherAccount() {
      People.Person other = people.byEmail();
      shares.share(study.uid(), other.id(), "Dr X", null);
      measure(Visitors.signedIn(other, port), study, "length", "[[10,20],[40,60]]", "");
      assertThat(publishMeasurements(browser).status()).isEqualTo(422);
      assertThat(objects()).hasSize(4);
    }

    @Test
    void notImagesOfAnotherStudy() {
      TestStudy another = new TestStudy();
      TestArchive.store(another);
      Page page = send(browser, path(study, "key-images"), "POST", keyImages(image(another, 1, 1)));
      assertThat(page.status()).isEqualTo(422);
      assertThat(objects()).hasSize(4);
    }

    @Test
    void notWithoutTheToken() {
      Page page =
          browser.send(
              script(browser, path(study, "key-images"))
                  .POST(BodyPublishers.ofString(keyImages(image(study, 1, 1))))
                  .build());
      assertThat(page.status()).isEqualTo(403);
    }
  }
}

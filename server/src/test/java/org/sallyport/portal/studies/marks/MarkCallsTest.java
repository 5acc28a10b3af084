package org.sallyport.portal.studies.marks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.Guests;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an account saves on images: the calls of the viewer's script. */
@SallyportTest
class MarkCallsTest {
  private static final String UNKNOWN = "1.2.3.4.5";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;
  @Autowired LostMarks lostMarks;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired JsonMapper json;

  private final String id = UUID.randomUUID().toString();
  private TestStudy study;
  private People.Person person;
  private Browser browser;

  @BeforeEach
  void somebodyWithAStudy() {
    person = people.byEmail();
    study = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
    TestArchive.store(study);
    indexed.update();
    browser = Visitors.signedIn(person, port);
  }

  private String mark(String kind, String points, String text) {
    return String.format(
        Locale.ROOT,
        "{\"series\":\"%s\",\"object\":\"%s\",\"frame\":1,\"kind\":\"%s\",\"points\":%s,\"text\":\"%s\"}",
        study.seriesUid(1),
        study.instanceUid(1, 1),
        kind,
        points,
        text);
  }

  private String length() {
    return mark("length", "[[10.5,20],[-3.25,99999.125]]", "");
  }

  private static String path(StudyUid study) {
    return "/studies/" + study + "/marks";
  }

  private String path() {
    return path(study.uid());
  }

  private static HttpRequest.Builder script(Browser browser, String path) {
    return browser
        .request(path)
        .setHeader("Accept", "*/*")
        .header("Sec-Fetch-Mode", "cors")
        .header("Sec-Fetch-Site", "same-origin");
  }

  private static Page get(Browser browser, String path) {
    return browser.send(script(browser, path).GET().build());
  }

  private String token(Browser browser) {
    return json.readTree(get(browser, "/session/left").body()).path("token").asString();
  }

  private Page put(Browser browser, String path, String body) {
    return put(browser, path, body, "application/json");
  }

  private Page put(Browser browser, String path, String body, String type) {
    return browser.send(
        script(browser, path)
            .header("Content-Type", type)
            .header("X-CSRF-TOKEN", token(browser))
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  private Page delete(Browser browser, String path) {
    return browser.send(
        script(browser, path).header("X-CSRF-TOKEN", token(browser)).DELETE().build());
  }

  private JsonNode all(Browser browser) {
    Page page = get(browser, path());
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return json.readTree(page.body());
  }

  private void save(Browser browser) {
    Page saved = put(browser, path() + "/" + id, length());
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
  }

  @Test
  void whatWasSavedComesBackAsItWasSent() {
    String arrow = mark("arrow", "[[1,2],[3,4]]", "Größe? Ω 1.5");
    Page saved = put(browser, path() + "/" + id, arrow);
    assertThat(saved.status()).isEqualTo(200);
    Page page = get(browser, path());
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Content-Type")).startsWith("application/json");
    assertThat(json.readTree(page.body())).hasSize(1);
    JsonNode mark = json.readTree(page.body()).get(0);
    assertThat(mark).isEqualTo(json.readTree(saved.body()));
    assertThat(mark.path("id").asString()).isEqualTo(id);
    assertThat(mark.path("changed").asString()).matches("20\\d\\d-.*Z");
    json.readTree(arrow)
        .forEachEntry(
            (field, value) -> {
              if (!field.equals("points")) {
                assertThat(mark.path(field)).as(field).isEqualTo(value);
              }
            });
    assertThat(mark.path("points").toString()).isEqualTo("[[1.0,2.0],[3.0,4.0]]");
    assertThat(put(browser, path() + "/" + id, mark.toString()).status())
        .as("sent back as it came")
        .isEqualTo(200);
  }

  @Test
  void Rule45_theRatioIsKeptAndOneThatIsMissingIsKnownToBe() {
    save(browser);
    assertThat(all(browser).get(0).path("ratio").isNull()).isTrue();
    put(browser, path() + "/" + id, length().replace("{", "{\"ratio\":1.25,"));
    assertThat(all(browser).get(0).path("ratio").doubleValue()).isEqualTo(1.25);
  }

  @Test
  void eachKindHasItsNumberOfPoints() {
    Map<String, Integer> kinds =
        Map.of(
            "length",
            2,
            "angle",
            3,
            "cobb",
            4,
            "bidirectional",
            4,
            "ellipse",
            4,
            "rectangle",
            4,
            "circle",
            2,
            "freehand",
            500,
            "probe",
            1,
            "arrow",
            2);
    kinds.forEach(
        (kind, number) -> {
          String some = "[0,0],".repeat(number - 1) + "[0,0]";
          assertThat(put(browser, path() + "/" + id, mark(kind, "[" + some + "]", "")).status())
              .as(kind)
              .isEqualTo(200);
          assertThat(
                  put(browser, path() + "/" + id, mark(kind, "[" + some + ",[0,0]]", "")).status())
              .as("%s with one more", kind)
              .isEqualTo(400);
        });
    assertThat(all(browser)).hasSize(1);
  }

  @Test
  void theLastOneThatArrivesDecidesAndADeletionCanBeTakenBack() {
    save(browser);
    Browser other = Visitors.signedIn(person, port);
    clock.turn(Duration.ofSeconds(1));
    put(other, path() + "/" + id, mark("probe", "[[7,8]]", ""));
    assertThat(all(browser)).hasSize(1);
    assertThat(all(browser).get(0).path("kind").asString()).isEqualTo("probe");
    for (int i = 0; i < 2; i++) {
      assertThat(delete(other, path() + "/" + id).status()).isEqualTo(204);
      assertThat(all(browser)).isEmpty();
    }
    save(browser);
    assertThat(all(other).get(0).path("kind").asString()).isEqualTo("length");
    assertThat(delete(browser, path() + "/no-id").status()).isEqualTo(204);
  }

  @Test
  void whatWasDrawnIsEncrypted() {
    put(browser, path() + "/" + id, mark("arrow", "[[1,2],[3,4]]", "suspicious"));
    assertThat(
            rows.query(
                "select 1 from image_mark m where account_id = ? and (m::text like ? or"
                    + " position('suspicious'::bytea in mark) > 0 or position('arrow'::bytea in mark) > 0)",
                person.id().value(),
                "%" + study.seriesUid(1) + "%"))
        .isEmpty();
  }

  @Test
  void L02_whatIsNotAMarkIsRefusedAndChangesNothing() {
    save(browser);
    String good = length();
    for (String bad :
        List.of(
            "",
            "null",
            "[]",
            "[" + good + "]",
            good + good,
            good.replace("{\"series\"", "{\"series\":\"1.2\",\"series\""),
            good.replace("{", "{\"id\":\"" + UUID.randomUUID() + "\","),
            good.replace("{", "{\"id\":7,"),
            good.replace(study.seriesUid(1).value() + "\"", "1.02\""),
            good.replace("\"object\"", "\"subject\""),
            good.replace("\"frame\":1", "\"frame\":0"),
            good.replace("\"frame\":1", "\"frame\":1.5"),
            good.replace("\"frame\":1", "\"frame\":\"1\""),
            good.replace("\"frame\":1", "\"frame\":4294967297"),
            good.replace("{", "{\"ratio\":0,"),
            good.replace("{", "{\"ratio\":101,"),
            good.replace("{", "{\"ratio\":\"2\","),
            good.replace("length", "Length"),
            good.replace("length", "polygon"),
            good.replace("10.5", "\"10.5\""),
            good.replace("10.5", "null"),
            good.replace("10.5", "NaN"),
            good.replace("10.5", "1e400"),
            good.replace("10.5", "100000.01"),
            good.replace("10.5", "1,1"),
            good.replace("[10.5,20],", ""),
            good.replace("[10.5,20]", "{}"),
            good.replace("\"text\":\"\"", "\"text\":null"),
            good.replace("\"text\":\"\"", "\"text\":\"" + "a".repeat(201) + "\""),
            good.replace("\"text\":\"\"", "\"text\":\"a\\nb\""),
            good.replace("\"text\":\"\"", "\"text\":\"a\\u202eb\""),
            good.replace("\"text\":\"\"", "\"text\":\"a\\ud800b\""),
            "[".repeat(10_000) + "]".repeat(10_000),
            mark("freehand", "[" + "[0,0],".repeat(500) + "[0,0]]", ""),
            mark("freehand", "[[0,0]]", ""))) {
      Page page = put(browser, path() + "/" + id, bad);
      assertThat(page.status()).as("%.200s", bad).isEqualTo(400);
      assertThat(page.body()).isEqualTo("{\"problem\":\"This measurement can’t be saved.\"}");
    }
    for (String name : List.of("1-1-1-1-1", id.toUpperCase(Locale.ROOT), "x")) {
      assertThat(put(browser, path() + "/" + name, good).status()).as(name).isEqualTo(400);
    }
    assertThat(all(browser)).hasSize(1);
    String longest = good.replace("\"text\":\"\"", "\"text\":\"" + "😀".repeat(200) + "\"");
    assertThat(put(browser, path() + "/" + id, longest).status()).isEqualTo(200);
  }

  @Test
  void L05_onlyJsonOfALimitedSizeIsRead() {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "text/json")) {
      assertThat(put(browser, path() + "/" + id, length(), type).status()).as(type).isEqualTo(415);
    }
    String spaces = length() + " ".repeat(32 * 1024);
    assertThat(put(browser, path() + "/" + id, spaces).status()).isEqualTo(413);
    assertThat(
            put(browser, "/studies/" + study.uid() + "/marks", length(), "application/json")
                .status())
        .as("another path")
        .isEqualTo(415);
    assertThat(all(browser)).isEmpty();
  }

  @Test
  void K01_withoutTheTokenNothingIsSavedOrDeleted() {
    save(browser);
    Page put =
        browser.send(
            script(browser, path() + "/" + UUID.randomUUID())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(length()))
                .build());
    assertThat(put.status()).isEqualTo(403);
    assertThat(browser.send(script(browser, path() + "/" + id).DELETE().build()).status())
        .isEqualTo(403);
    assertThat(all(browser)).hasSize(1);
  }

  @Nested
  class Limits {
    @Test
    void aFullStudyAndAFullAccountTakeNoMoreUntilOneIsDeleted() {
      save(browser);
      fill(study.uid().value(), 199);
      Page full = put(browser, path() + "/" + UUID.randomUUID(), length());
      assertThat(full.status()).isEqualTo(422);
      assertThat(full.body()).contains("You can save 200 measurements on a study.");
      save(browser);
      rows.update(
          "update image_mark set study_uid = '1.2.9' where account_id = ? and mark_id <> ?::uuid",
          person.id().value(),
          id);
      fill(UNKNOWN, 4_800);
      Page most = put(browser, path() + "/" + UUID.randomUUID(), length());
      assertThat(most.status()).isEqualTo(422);
      assertThat(most.body()).contains("as many measurements as you can");
      save(browser);
      delete(browser, path() + "/" + id);
      save(browser);
    }

    @Test
    void soDoesAnAccountThatHasTooManyBytes() {
      save(browser);
      rows.update(
          "update image_mark set mark = convert_to(repeat('x', 4000000), 'UTF8') where account_id = ?",
          person.id().value());
      assertThat(put(browser, path() + "/" + id, length()).status()).isEqualTo(422);
    }

    @Test
    void anAccountSavesSoOftenInAnHourAndOthersAreNotAffected() {
      save(browser);
      rows.update(
          "update rate_limit set used = max_uses where name = 'marks-hour' and subject = ?",
          person.id().toString());
      Page tooMany = put(browser, path() + "/" + id, length());
      assertThat(tooMany.status()).isEqualTo(429);
      assertThat(tooMany.header("Retry-After")).matches("[0-9]+");
      assertThat(tooMany.body()).contains("too many measurements in the last hour");
      shares.share(study.uid(), people.byEmail().id(), "Dr Emile Vuurtoren", null);
      save(colleague());
      clock.turn(Duration.ofMinutes(61));
      save(Visitors.signedIn(person, port));
    }

    private void fill(String study, int number) {
      rows.update(
          """
          insert into image_mark (id, account_id, study_uid, mark_id, mark, created_at, changed_at)
          select gen_random_uuid(), ?, ?, gen_random_uuid(), mark, now(), now()
            from generate_series(1, ?), (select mark from image_mark where account_id = ? limit 1) m
          """,
          person.id().value(),
          study,
          number,
          person.id().value());
    }
  }

  /** Somebody else who may see the study. */
  private Browser colleague() {
    People.Person colleague = people.byEmail();
    shares.share(study.uid(), colleague.id(), "Dr Emile Vuurtoren", null);
    return Visitors.signedIn(colleague, port);
  }

  @Nested
  class N14_MarksOfOneAccountNeverReachAnother {
    @Test
    void notSomebodyElseWhoMaySeeTheStudy() {
      put(browser, path() + "/" + id, mark("arrow", "[[1,2],[3,4]]", "mine"));
      Browser colleague = colleague();
      assertThat(all(colleague)).isEmpty();
      assertThat(put(colleague, path() + "/" + id, mark("probe", "[[5,6]]", "theirs")).status())
          .as("the same id is another mark")
          .isEqualTo(200);
      assertThat(all(colleague)).hasSize(1);
      assertThat(all(browser).toString()).contains("mine").doesNotContain("theirs");
      assertThat(delete(colleague, path() + "/" + id).status()).isEqualTo(204);
      colleague.get("/settings/data");
      colleague.post("/settings/data/marks");
      assertThat(all(browser)).hasSize(1);
    }

    @Test
    void notAGuestOfAShareAndNotTheStaff() {
      save(browser);
      Browser guest = Guests.of(browser, study, clock, port);
      assertThat(get(guest, "/shared" + path()).status()).isEqualTo(404);
      assertThat(get(guest, "/shared/studies/" + study.uid() + "/view").body())
          .contains("/marks/shared\"")
          .doesNotContain("/marks\"");
      assertThat(get(guest, path()).location()).endsWith("/login");
      Browser admin = Visitors.signedIn(people.admin(), port);
      assertThat(get(admin, path()).status()).isEqualTo(404);
      assertThat(put(admin, path() + "/" + id, length()).status()).isEqualTo(404);
      assertThat(delete(admin, path() + "/" + id).status()).isEqualTo(404);
      Browser desk = Visitors.signedIn(people.helpDesk(), port);
      assertThat(get(desk, path()).status()).isEqualTo(403);
      assertThat(put(desk, path() + "/" + id, length()).status()).isEqualTo(403);
      assertThat(get(new Browser(port), path()).location()).endsWith("/login");
      assertThat(all(browser)).hasSize(1);
    }

    @Test
    void notTheOwnerWhileTheStudyIsNotVisible() {
      save(browser);
      List<String> answers = answers(new StudyUid(UNKNOWN));
      assertThat(answers).allMatch(it -> it.startsWith("404 "));
      Object number = number();
      rows.update("delete from physician_number where account_id = ?", person.id().value());
      assertThat(answers(study.uid())).isEqualTo(answers);
      rows.update(
          "insert into physician_number (account_id, issuer, number) values (?, 'RIZIV', ?)",
          person.id().value(),
          number);
      assertThat(all(browser)).hasSize(1);
    }

    /** The answers to the three calls, without time and path. */
    private List<String> answers(StudyUid study) {
      String mark = path(study) + "/" + id;
      return Stream.of(
              get(browser, path(study)), put(browser, mark, length()), delete(browser, mark))
          .map(page -> page.status() + " " + page.body().replace(study.value(), "UID"))
          .map(answer -> answer.replaceAll("\"timestamp\":\"[^\"]*\"", ""))
          .toList();
    }

    private Object number() {
      return String.valueOf(
          rows.query(
                  "select number from physician_number where account_id = ?", person.id().value())
              .getFirst()
              .get("number"));
    }
  }

  @Test
  void Rule41_theDayOnWhichTheStudyWasLostIsNotedAndForgottenWhenItIsBack() {
    People.Person other = people.byEmail();
    shares.share(study.uid(), other.id(), "Dr Emile Vuurtoren", null);
    save(Visitors.signedIn(other, port));
    save(browser);
    lostMarks.run();
    assertThat(lost(other)).isFalse();
    shares.withdraw(study.uid(), other.id(), "x");
    lostMarks.run();
    assertThat(lost(other)).isTrue();
    assertThat(lost(person)).isFalse();
    shares.share(study.uid(), other.id(), "Dr Emile Vuurtoren", null);
    lostMarks.run();
    assertThat(lost(other)).isFalse();
    rows.update("update account set role = 'helpdesk' where id = ?", other.id().value());
    lostMarks.run();
    assertThat(lost(other)).as("the help desk sees no studies").isTrue();
  }

  private boolean lost(People.Person person) {
    return Boolean.TRUE.equals(
        rows.query(
                "select lost_at is not null as lost from image_mark where account_id = ?",
                person.id().value())
            .getFirst()
            .get("lost"));
  }
}

package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SallyportTest
class MyDataTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired JsonMapper json;
  @Autowired Sealer sealer;

  @Test
  void theCopyHasWhatIsKeptInBothFormsAndNoSecret() throws Exception {
    Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.DATA);
    Map<String, String> files = download(browser);
    JsonNode copy = json.readTree(files.get("my-data.json"));
    assertThat(section(copy, "account").path("rows").get(0).path("email").asString())
        .isEqualTo(person.email());
    assertThat(section(copy, "sign-ins").path("rows")).hasSize(1);
    assertThat(section(copy, "codes").path("rows")).hasSize(1);
    assertThat(section(copy, "messages").path("rows").size()).isPositive();
    assertThat(section(copy, "events").path("rows").toString())
        .contains("SignInEvent.Completed", "AccountEvent.DataExported");
    assertThat(files.get("my-data.txt"))
        .contains("Sign-ins\n--------\n", "email: " + person.email(), "Audit log");
    Object hash =
        rows.query("select password_hash from account where id = ?", person.id().value())
            .getFirst()
            .get("password_hash");
    assertThat(files.values())
        .noneMatch(
            it ->
                it.contains(String.valueOf(hash))
                    || it.contains("argon2")
                    || it.contains("_hash\""));
  }

  @Test
  void theCopyHasTheMeasurementsThatCanBeRead() throws Exception {
    Person person = people.bySms();
    saveOnImages(person, "1.2.3.71", 2);
    rows.update(
        """
        update image_mark set mark = overlay(mark placing 'k9'::bytea from 2 for 2)
         where id = (select max(id::text)::uuid from image_mark where account_id = ?)
        """,
        person.id().value());
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.DATA);
    Map<String, String> files = download(browser);
    JsonNode marks = section(json.readTree(files.get("my-data.json")), "marks").path("rows");
    assertThat(marks.valueStream().map(it -> it.path("study_uid").asString()))
        .containsExactly("1.2.3.71", "1.2.3.71");
    assertThat(marks.valueStream().map(it -> it.path("text").asString()))
        .as("one with its key, one whose key was retired")
        .containsExactlyInAnyOrder("node 4R", "");
    assertThat(marks.toString()).contains("\"points\":[[1.5,2.0],[3.0,4.0]]");
    assertThat(files.get("my-data.txt"))
        .contains("Measurements and arrows on images\n", "kind: arrow\n", "text: node 4R\n")
        .contains("points: [[1.5,2.0],[3.0,4.0]]\n");
  }

  @Test
  void measurementsAreCountedAndDeletedAtOnce() {
    Person person = people.bySms();
    Person other = people.bySms();
    saveOnImages(other, "1.2.3.71", 1);
    Browser browser = Inside.bySms(port, person);
    assertThat(browser.get("/settings/data").body()).doesNotContain("Delete all my measurements");
    saveOnImages(person, "1.2.3.71", 11);
    saveOnImages(person, "1.2.3.72", 1);
    assertThat(browser.get("/settings/data").text())
        .contains("You have saved 12 measurements on 2 studies.", "They cannot be brought back.");
    Browser.Page done = browser.follow(browser.submit("/settings/data/marks"));
    assertThat(done.text())
        .contains("Your measurements were deleted.")
        .doesNotContain("You have saved");
    assertThat(browser.post("/settings/data/marks").location())
        .isEqualTo(done.response().uri().getPath() + "?deleted");
    assertThat(rows.query("select account_id from image_mark where study_uid like '1.2.3.7_'"))
        .extracting(it -> it.get("account_id"))
        .contains(other.id().value())
        .doesNotContain(person.id().value());
  }

  @Test
  void Rule28_measurementsAreDeletedAfterAFreshSecondFactorOnly() {
    Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    saveOnImages(person, "1.2.3.73", 2);
    clock.turn(Duration.ofMinutes(5));
    browser.get("/settings/data");
    assertThat(browser.submit("/settings/data/marks").location()).endsWith("/settings/confirm");
    String left = "image_mark where account_id = '" + person.id() + "'";
    assertThat(rows.count(left)).isEqualTo(2);
    browser.get("/settings/confirm");
    assertThat(browser.post("/settings/confirm", "code", Inside.code(person.phone())).location())
        .endsWith("/settings/data");
    browser.get("/settings/data");
    assertThat(browser.submit("/settings/data/marks").location()).endsWith("?deleted");
    assertThat(rows.count(left)).isZero();
  }

  @Test
  void layoutsAreInTheCopyAndAreDeletedAtOnce() throws Exception {
    Person person = people.bySms();
    Person other = people.bySms();
    Browser browser = Inside.bySms(port, person);
    assertThat(browser.get("/settings/data").body()).doesNotContain("Delete my layouts");
    for (Person it : List.of(person, other)) {
      rows.update(
          """
          insert into viewer_layout (account_id, kind, panes, linked, used_at)
          values (?, 'CT-CHEST', 'CT/axial/1,CT/coronal/1', true, now())
          """,
          it.id().value());
    }
    Inside.open(browser, Change.DATA);
    Map<String, String> files = download(browser);
    assertThat(section(json.readTree(files.get("my-data.json")), "layouts").path("rows").toString())
        .contains("\"kind\":\"CT-CHEST\"", "CT/axial/1,CT/coronal/1");
    assertThat(browser.get("/settings/data").text())
        .contains("The viewer opens 1 kind of study as you arranged it last.");
    assertThat(browser.follow(browser.submit("/settings/data/layouts")).text())
        .contains("Your layouts were deleted.")
        .doesNotContain("as you arranged it last");
    assertThat(rows.query("select account_id from viewer_layout where kind = 'CT-CHEST'"))
        .extracting(it -> it.get("account_id"))
        .contains(other.id().value())
        .doesNotContain(person.id().value());
  }

  private void saveOnImages(Person person, String study, int number) {
    for (int i = 0; i < number; i++) {
      UUID id = UUID.randomUUID();
      rows.update(
          """
          insert into image_mark (id, account_id, study_uid, mark_id, mark, created_at, changed_at)
          values (?, ?, ?, ?, ?, now(), now())
          """,
          id,
          person.id().value(),
          study,
          id,
          sealer.seal(
              "{\"kind\":\"arrow\",\"points\":[[1.5,2.0],[3.0,4.0]],\"text\":\"node 4R\"}",
              SealContext.of("image_mark.mark", id)));
    }
  }

  @Test
  void theOwnerIsToldAndItIsRecorded() throws Exception {
    Person person = people.byEmail();
    Browser browser = Inside.byEmail(port, person);
    Inside.open(browser, Change.DATA);
    download(browser);
    assertThat(
            Inbox.next(person.email(), mail -> mail.text().contains("all that is kept about you"))
                .text())
        .contains("A file was made with all that is kept about you");
    assertThat(rows.events(person.id(), "AccountEvent.DataExported")).isEqualTo(1);
    assertThat(browser.get("/settings/history").body()).contains("Data exported");
  }

  @Test
  void eachCopyNeedsAFreshSecondFactorOfItsOwn() throws Exception {
    Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    assertThat(browser.post("/settings/data").status()).isEqualTo(403);
    clock.turn(Duration.ofMinutes(6));
    assertThat(Inside.begin(browser, Change.DATA).location()).endsWith("/settings/confirm");
    browser.post("/settings/confirm", "code", Inside.code(person.phone()));
    browser.get("/settings/data");
    download(browser);
    assertThat(browser.post("/settings/data").status()).isEqualTo(409);
    assertThat(rows.events(person.id(), "AccountEvent.DataExported")).isEqualTo(1);
  }

  @Test
  void Rule28_whileTheAccountIsLockedNoneIsMade() {
    Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.DATA);
    rows.update("update account set locked_at = now() where id = ?", person.id().value());
    assertThat(browser.post("/settings/data").status()).isEqualTo(422);
    assertThat(rows.events(person.id(), "AccountEvent.DataExported")).isZero();
  }

  @Test
  void theFourthCopyOfADayIsRefusedAndTheProofKept() throws Exception {
    Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    for (int i = 0; i < 3; i++) {
      Inside.open(browser, Change.DATA);
      download(browser);
    }
    Inside.open(browser, Change.DATA);
    Browser.Page refused = browser.post("/settings/data");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("three copies within a day", "Download the copy");
  }

  private static JsonNode section(JsonNode copy, String name) {
    return StreamSupport.stream(copy.path("sections").spliterator(), false)
        .filter(it -> it.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> download(Browser browser) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response =
          client.send(
              browser
                  .request("/settings/data")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(browser.form()))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
      return unzip(response.body());
    }
  }

  private static Map<String, String> unzip(byte[] file) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(files.keySet())
        .containsExactlyInAnyOrderElementsOf(List.of("my-data.json", "my-data.txt"));
    return files;
  }
}

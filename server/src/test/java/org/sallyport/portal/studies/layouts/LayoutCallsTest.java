package org.sallyport.portal.studies.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How an account arranges images: the calls of the viewer's script. */
@SallyportTest
class LayoutCallsTest {
  private static final String PATH = "/studies/layouts";
  private static final String TWO = "{\"panes\":[\"CT/axial/1\",\"\"],\"linked\":true}";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired JsonMapper json;

  private People.Person person;
  private Browser browser;

  @BeforeEach
  void signIn() {
    person = people.byEmail();
    browser = Visitors.signedIn(person, port);
  }

  private static HttpRequest.Builder script(Browser browser, String path) {
    return browser
        .request(path)
        .setHeader("Accept", "*/*")
        .header("Sec-Fetch-Mode", "cors")
        .header("Sec-Fetch-Site", "same-origin");
  }

  private String token() {
    Page left = browser.send(script(browser, "/session/left").GET().build());
    return json.readTree(left.body()).path("token").asString();
  }

  private int put(String kind, String body) {
    return browser
        .send(
            script(browser, PATH + "/" + kind)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", token())
                .PUT(BodyPublishers.ofString(body))
                .build())
        .status();
  }

  private int delete(String path) {
    return browser
        .send(script(browser, path).header("X-CSRF-TOKEN", token()).DELETE().build())
        .status();
  }

  private JsonNode all(Browser browser) {
    Page page = browser.send(script(browser, PATH).GET().build());
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).contains("no-store");
    return json.readTree(page.body());
  }

  private List<String> kinds() {
    return all(browser).valueStream().map(it -> it.path("kind").asString()).toList();
  }

  @Test
  void theLastLayoutOfAKindComesBackToItsOwnerAlone() {
    assertThat(put("CT-CHEST", TWO)).isEqualTo(204);
    assertThat(put("CT", TWO)).isEqualTo(204);
    assertThat(put("CT-CHEST", "{\"panes\":[\"CT/coronal/2\"],\"linked\":false}")).isEqualTo(204);
    assertThat(kinds()).containsExactly("CT", "CT-CHEST");
    JsonNode last = all(browser).get(1);
    assertThat(last.path("panes").toString()).isEqualTo("[\"CT/coronal/2\"]");
    assertThat(last.path("linked").asBoolean()).isFalse();
    assertThat(all(browser).get(0).path("panes").toString()).isEqualTo("[\"CT/axial/1\",\"\"]");
    assertThat(all(Visitors.signedIn(people.byEmail(), port))).isEmpty();
    assertThat(delete(PATH + "/CT")).isEqualTo(204);
    assertThat(kinds()).containsExactly("CT-CHEST");
    assertThat(delete(PATH)).isEqualTo(204);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void whatIsNoLayoutIsNotSaved() {
    for (String body :
        List.of(
            "",
            "[]",
            "{}",
            "{\"panes\":[],\"linked\":true}",
            "{\"panes\":[\"CT/axial/1\",\"\",\"\",\"\",\"\"],\"linked\":true}",
            "{\"panes\":[\"Thorax of Adelheid\"],\"linked\":true}",
            "{\"panes\":[\"CT/axial/100\"],\"linked\":true}",
            "{\"panes\":\"CT/axial/1\",\"linked\":true}")) {
      assertThat(put("CT", body)).as(body).isEqualTo(400);
    }
    for (String kind : List.of("ct", "C", "CT-", "CT-CHEST9", "CT-ABCDEFGHIJKLMNOPQ")) {
      assertThat(put(kind, TWO)).as(kind).isEqualTo(400);
    }
    assertThat(put("CT", " ".repeat(1025))).isEqualTo(413);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void aFormTokenIsNeeded() {
    int status =
        browser
            .send(
                script(browser, PATH + "/CT")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(TWO))
                    .build())
            .status();
    assertThat(status).isEqualTo(403);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void theOneThatWasUsedLongestAgoMakesRoomAndThereIsALimitAnHour() {
    for (int i = 0; i < SavedLayouts.MOST; i++) {
      rows.update(
          """
          insert into viewer_layout (account_id, kind, panes, linked, used_at)
          values (?, ?, 'CT/axial/1', false, ?::timestamptz)
          """,
          person.id().value(),
          "CT-" + (char) ('A' + i / 10) + (char) ('A' + i % 10),
          clock.instant().minus(Duration.ofDays(1 + i)).toString());
    }
    assertThat(put("MR", TWO)).isEqualTo(204);
    assertThat(kinds()).hasSize(SavedLayouts.MOST).contains("MR", "CT-AA").doesNotContain("CT-DJ");
    rows.update(
        "update rate_limit set used = max_uses where name = 'layouts-hour' and subject = ?",
        person.id().toString());
    assertThat(put("MR-KNEE", TWO)).isEqualTo(429);
    assertThat(kinds()).doesNotContain("MR-KNEE");
  }
}

package org.sallyport.portal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.Guests;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measurements that are sent along with a share. */
/* A separate application: these tests turn its clock by weeks. */
@TestPropertySource(properties = "apart=yes")
@SallyportTest
class SentMarksTest {
  private static final String POINTS = "[[10.5,20.0],[30.25,40.0]]";

  @LocalServerPort int port;
  @Autowired Owner owners;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired JsonMapper json;

  private Owner.Signed owner;
  private Person other;
  private Browser receiver;

  @BeforeEach
  void somebodyWhoMeasured() {
    owner = owners.signedIn(port);
    other = people.byEmail();
    receiver = Visitors.signedIn(other, port);
    measure(owner.study(), "node 4R");
  }

  private UUID measure(TestStudy study, String words) {
    UUID id = UUID.randomUUID();
    put(owner.browser(), path(study) + "/" + id, arrow(study, words));
    return id;
  }

  private static String arrow(TestStudy study, String words) {
    return String.format(
        Locale.ROOT,
        "{\"series\":\"%s\",\"object\":\"%s\",\"frame\":1,\"kind\":\"arrow\",\"points\":%s,\"text\":\"%s\"}",
        study.seriesUid(1),
        study.instanceUid(1, 1),
        POINTS,
        words);
  }

  private static String path(TestStudy study) {
    return "/studies/" + study.uid() + "/marks";
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

  private Page send(Browser browser, HttpRequest.Builder request) {
    String token = json.readTree(get(browser, "/session/left").body()).path("token").asString();
    return browser.send(request.header("X-CSRF-TOKEN", token).build());
  }

  private void put(Browser browser, String path, String body) {
    Page saved =
        send(
            browser,
            script(browser, path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
  }

  private Page delete(Browser browser, String path) {
    return send(browser, script(browser, path).DELETE());
  }

  private Page share(Browser sharer, String to, TestStudy study, String... more) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    return owners.share(sharer, to, List.of(study.uid()), Owner.period(today, 7, more));
  }

  private void send(String... more) {
    Page done = share(owner.browser(), people.nameOf(other), owner.study(), more);
    assertThat(done.status()).as(done.text()).isEqualTo(302);
  }

  private JsonNode received(Browser browser, String root, TestStudy study) {
    Page page = get(browser, root + path(study) + "/shared");
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).contains("no-store");
    return json.readTree(page.body());
  }

  private JsonNode received(Browser browser) {
    return received(browser, "", owner.study());
  }

  private List<String> words(JsonNode received) {
    return received
        .valueStream()
        .flatMap(sent -> sent.path("marks").valueStream())
        .map(mark -> mark.path("text").asString())
        .toList();
  }

  private int kept() {
    return rows.query(
            "select 1 from share_mark m join share h on h.id = m.share_id where h.sharer_id = ?",
            owner.person().id().value())
        .size();
  }

  private Document form() {
    return Jsoup.parse(owner.browser().get(Owner.path(List.of(owner.uid()))).body());
  }

  @Test
  void areOfferedWithTheirNumberAndNotTicked() {
    assertThat(form().select("label:has([name=marks])").text())
        .isEqualTo("Send my measurements along (1)");
    assertThat(form().select("[name=marks][checked]")).isEmpty();
    delete(owner.browser(), path(owner.study()) + "/" + measure(owner.study(), "second"));
    rows.update("delete from image_mark where account_id = ?", owner.person().id().value());
    assertThat(form().select("[name=marks]")).isEmpty();
  }

  @Test
  void areShownToTheReceiverAsTheyWereWithTheNameOfTheSharer() {
    send("marks", "yes");
    UUID later = measure(owner.study(), "later");
    JsonNode received = received(receiver);
    assertThat(received).hasSize(1);
    assertThat(received.get(0).path("by").asString()).isEqualTo(people.nameOf(owner.person()));
    JsonNode mark = received.get(0).path("marks").get(0);
    assertThat(mark.path("points").toString()).isEqualTo(POINTS);
    assertThat(mark.path("series").asString()).isEqualTo(owner.study().seriesUid(1).value());
    assertThat(words(received)).containsExactly("node 4R");
    assertThat(json.readTree(get(receiver, path(owner.study())).body())).as("own").isEmpty();
    delete(owner.browser(), path(owner.study()) + "/" + later);
    assertThat(words(received(receiver))).containsExactly("node 4R");
    assertThat(received(owner.browser())).as("of the sharer").isEmpty();
    assertThat(
            rows.query(
                "select 1 from share_mark where position('node 4R'::bytea in mark) > 0 and study_uid = ?",
                owner.uid().value()))
        .as("in clear")
        .isEmpty();
  }

  @Test
  void ofANewerShareOfTheSamePersonReplaceTheEarlierOnes() {
    send("marks", "yes");
    clock.turn(Duration.ofMinutes(1));
    measure(owner.study(), "later");
    send("marks", "yes");
    assertThat(received(receiver)).hasSize(1);
    assertThat(words(received(receiver))).containsExactly("node 4R", "later");
  }

  @Test
  void areToldToTheSharerAndInTheAccessLog() {
    send("marks", "yes");
    assertThat(owner.browser().get("/studies/shared").text())
        .contains("with 1 measurement of yours");
    assertThat(owner.browser().get("/studies/" + owner.uid() + "/log").text())
        .contains("and sent 1 measurement along");
    assertThat(
            rows.query(
                "select details ->> 'marks' as marks from audit_event where type = 'ShareEvent.Shared'"
                    + " and account_id = ?",
                owner.person().id().value()))
        .extracting(row -> row.get("marks"))
        .containsExactly("{\"" + owner.uid() + "\": 1}");
  }

  @Test
  void areRefusedWithTheShareIfTheyAreTooMany() {
    rows.update(
        """
        insert into image_mark (id, account_id, study_uid, mark_id, mark, created_at, changed_at)
        select gen_random_uuid(), account_id, study_uid, gen_random_uuid(), mark, now(), now()
          from image_mark, generate_series(1, 1000) where account_id = ?
        """,
        owner.person().id().value());
    Page page = share(owner.browser(), people.nameOf(other), owner.study(), "marks", "yes");
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text()).contains("Nothing is shared yet", "One share takes 1,000");
    assertThat(get(receiver, "/studies/" + owner.uid()).status()).isEqualTo(404);
    assertThat(kept()).isZero();
  }

  @Test
  void areRefusedWithTheShareIfTheyHaveTooManyBytes() {
    send("marks", "yes");
    rows.update(
        """
        update share_mark set mark = convert_to(repeat('x', 4000000), 'UTF8')
         where share_id = ?
        """,
        owners.shareWith(other));
    Page page = share(owner.browser(), people.nameOf(other), owner.study(), "marks", "yes");
    assertThat(page.text()).contains("all your shares together take 4 MB");
    assertThat(kept()).isEqualTo(1);
    send();
  }

  @Nested
  class N15_MeasurementsReachOnlyTheReceiversOfTheirShare {
    @Test
    void notWithoutTheTick() {
      send();
      assertThat(received(receiver)).isEmpty();
      assertThat(kept()).isZero();
    }

    @Test
    void notAnotherAccountAndNoStranger() {
      send("marks", "yes");
      String path = path(owner.study()) + "/shared";
      assertThat(get(Visitors.signedIn(people.byEmail(), port), path).status()).isEqualTo(404);
      assertThat(get(Visitors.signedIn(people.admin(), port), path).status()).isEqualTo(404);
      assertThat(get(Visitors.signedIn(people.helpDesk(), port), path).status()).isEqualTo(403);
      assertThat(get(new Browser(port), path).location()).endsWith("/login");
      assertThat(get(receiver, "/shared" + path).status()).isNotEqualTo(200);
    }

    @Test
    void notSomebodyWithWhomTheStudyIsSharedWithout() {
      send("marks", "yes");
      Person third = people.byEmail();
      share(owner.browser(), people.nameOf(third), owner.study());
      assertThat(received(Visitors.signedIn(third, port))).isEmpty();
    }

    @Test
    void notTheReceiversOfTheReceiver() {
      send("marks", "yes", "onward", "yes");
      Person third = people.byEmail();
      Page form = receiver.get(Owner.path(List.of(owner.uid())));
      assertThat(form.body()).doesNotContain("name=\"marks\"");
      assertThat(share(receiver, people.nameOf(third), owner.study(), "marks", "yes").status())
          .isEqualTo(302);
      Browser last = Visitors.signedIn(third, port);
      assertThat(last.get("/studies/" + owner.uid()).status()).isEqualTo(200);
      assertThat(received(last)).isEmpty();
    }

    @Test
    void notWithAShareOfAnotherStudy() {
      TestStudy another = owners.another(owner, new TestStudy());
      measure(another, "elsewhere");
      send("marks", "yes");
      share(owner.browser(), people.nameOf(other), another);
      assertThat(received(receiver, "", another)).isEmpty();
      assertThat(words(received(receiver))).containsExactly("node 4R");
    }

    @Test
    void notAfterTheShareIsWithdrawn() {
      send("marks", "yes");
      owner.browser().get("/studies/shared");
      owner.browser().post("/studies/shared/withdraw", "id", owners.shareOf(owner.person()));
      assertThat(get(receiver, path(owner.study()) + "/shared").status()).isEqualTo(404);
      assertThat(kept()).isZero();
      send();
      assertThat(received(receiver)).as("shared anew without them").isEmpty();
    }

    @Test
    void notAfterItsTime() {
      send("marks", "yes");
      clock.turn(Duration.ofDays(9));
      share(Visitors.signedIn(owner.person(), port), people.nameOf(other), owner.study());
      assertThat(received(Visitors.signedIn(other, port))).isEmpty();
    }

    @Test
    void notWhenTheSharerLostTheStudy() {
      send("marks", "yes");
      rows.update("delete from physician_number where account_id = ?", owner.person().id().value());
      rows.query("select end_lost_shares_around(?, now())", owner.person().id().value());
      assertThat(get(receiver, path(owner.study()) + "/shared").status()).isEqualTo(404);
      assertThat(kept()).isZero();
    }

    @Test
    void aReceiverChangesNothingByTheirIds() {
      send("marks", "yes");
      JsonNode mark = received(receiver).get(0).path("marks").get(0);
      String its = path(owner.study()) + "/" + mark.path("id").asString();
      put(receiver, its, arrow(owner.study(), "forged"));
      assertThat(delete(receiver, its).status()).isEqualTo(204);
      assertThat(words(received(receiver))).containsExactly("node 4R");
      assertThat(get(receiver, path(owner.study()) + "/shared/" + mark.path("id").asString()))
          .extracting(Page::status)
          .isEqualTo(404);
      assertThat(json.readTree(get(owner.browser(), path(owner.study())).body())).hasSize(1);
    }

    @Test
    void aGuestHasThoseOfTheirShareOnly() {
      Browser without = Guests.of(owner.browser(), owner.study(), clock, port);
      assertThat(received(without, "/shared", owner.study())).isEmpty();
      Browser guest = Guests.of(owner.browser(), owner.study(), clock, port, "marks", "yes");
      assertThat(words(received(guest, "/shared", owner.study()))).containsExactly("node 4R");
      assertThat(received(without, "/shared", owner.study())).isEmpty();
      TestStudy another = owners.another(owner, new TestStudy());
      assertThat(get(guest, "/shared" + path(another) + "/shared").status()).isEqualTo(404);
      assertThat(get(guest, path(owner.study())).status()).isNotEqualTo(200);
      assertThat(get(guest, "/shared" + path(owner.study())).status()).isEqualTo(404);
    }
  }
}

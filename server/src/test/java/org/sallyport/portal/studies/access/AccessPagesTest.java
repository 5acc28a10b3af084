package org.sallyport.portal.studies.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.Copies;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/* A separate application: other tests must not change its clock. */
@TestPropertySource(properties = "still=yes")
@SallyportTest
class AccessPagesTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired Copies copies;
  @Autowired JdbcClient jdbc;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  private Person requester;
  private Person receiver;
  private StudyUid study;
  private Browser browser;

  @BeforeEach
  void aStudyOfTwo() {
    requester = people.byEmail();
    receiver = people.byEmail();
    String number = numbers.give(requester.id(), "RIZIV");
    study = TestArchive.store(new TestStudy().requestedBy("RIZIV", number).at(clock.instant()));
    indexed.update();
    browser = Visitors.signedIn(requester, port);
  }

  @Nested
  class TheAccessTab {
    @Test
    void saysWhoWhyByWhomAndUntilWhen() {
      share(requester.id(), null, receiver.id(), null);
      share(requester.id(), null, null, "guest@practice.example");
      copies.give(study, people.byEmail().id(), "Ada Admin", "asked by phone", Origin.COMMAND_LINE);
      Document page = page("/access");
      assertThat(page.select(".row__value p:first-child").eachText())
          .containsExactly(
              "Requesting physician",
              "Has a copy from Ada Admin",
              "Shared by Dr X",
              "Shared by Dr X");
      assertThat(page.select(".row__name").eachText()).contains("guest@practice.example By e-mail");
      assertThat(page.select("h1").text()).isEqualTo("CT thorax");
    }

    @Test
    void letsTheSharerWithdrawAndEndsWhatWasSharedOnward() {
      Person third = people.byEmail();
      UUID first = share(requester.id(), null, receiver.id(), null);
      share(receiver.id(), first, third.id(), null);
      assertThat(page("/access").select(".row")).hasSize(3);
      Browser.Page done = browser.post(at("/access/withdraw"), "id", first.toString());
      assertThat(done.location()).endsWith("/access?withdrawn=" + first);
      assertThat(page("/access").select(".row")).hasSize(1);
      assertThat(Visitors.signedIn(third, port).get(at("")).status()).isEqualTo(404);
      assertThat(events("StudyEvent.AccessWithdrawn")).isEqualTo(1);
      assertThat(browser.post(at("/access/withdraw"), "id", first.toString()).location())
          .as("again")
          .endsWith("/access");
    }

    @Test
    void showsAReceiverOnlyWhatConcernsThem() {
      UUID first = share(requester.id(), null, receiver.id(), null);
      share(requester.id(), null, people.byEmail().id(), null);
      Browser other = Visitors.signedIn(receiver, port);
      Document page = Jsoup.parse(other.get(at("/access")).body());
      assertThat(page.select(".row")).hasSize(1);
      assertThat(page.select(".row form")).isEmpty();
      assertThat(page.select(".tabs a").eachText()).containsExactly("Study", "Access");
      other.post(at("/access/withdraw"), "id", first.toString());
      assertThat(events("StudyEvent.AccessWithdrawn")).isZero();
    }
  }

  @Nested
  class TheAccessLog {
    @Test
    void saysWhoWhenHowAndFromWhere() {
      browser.get(at(""));
      Document page = page("/log");
      assertThat(page.select(".row__value").text())
          .contains("Opened (requested it)")
          .contains("Firefox");
      assertThat(page.select(".row__name").text()).contains(people.nameOf(requester));
    }

    @Test
    void namesTheGuestRatherThanTheSharerAndEverythingThatWasDone() {
      publish(
          new ShareEvent.Shared(
              requester.id(),
              new SignInId(UUID.randomUUID()),
              guestsShare(),
              "address",
              "g…@elsewhere.example",
              List.of(study),
              clock.instant(),
              clock.instant().plus(Duration.ofDays(3)),
              true,
              false,
              Map.of(),
              List.of()));
      publish(new ShareEvent.Viewed(requester.id(), guestsShare(), "g…@elsewhere.example", study));
      Document page = page("/log");
      assertThat(page.select(".row__value").eachText())
          .first()
          .asString()
          .contains("Opened by a link");
      assertThat(page.select(".row__name").eachText())
          .first()
          .asString()
          .startsWith("g••••••••t@elsewhere.example");
      jdbc.sql("delete from share where id = ?").params(guestsShare().value()).update();
      assertThat(page("/log").select(".row__name").eachText())
          .as("after the share was deleted")
          .first()
          .asString()
          .startsWith("g…@elsewhere.example");
      assertThat(page.select(".row__value").text()).contains("Shared it with g…@elsewhere.example");
    }

    @Test
    void namesNobodyForWhatEndedByItselfAndTheAdminWhoWithdrew() {
      publish(
          new ShareEvent.Withdrawn(
              requester.id(), guestsShare(), List.of(study), "account disabled"));
      assertThat(page("/log").select(".row__name").eachText())
          .first()
          .asString()
          .startsWith("The portal");
      assertThat(page("/log").select(".row__value").text())
          .contains("the person who gave access was disabled");
      StudyEvent ended =
          new StudyEvent.ShareEnded(
              requester.id(), study, guestsShare().value(), 1, "a.admin", "by mistake");
      transaction.executeWithoutResult(status -> events.publish(ended, Origin.COMMAND_LINE));
      assertThat(page("/log").select(".row__name").eachText())
          .first()
          .asString()
          .startsWith("a.admin");
      assertThat(page("/log").select(".row__value").text()).contains("as an administrator");
    }

    @Test
    void hasWordsForEveryEventOfAStudy() {
      for (Class<?> type : typesWithAStudy()) {
        jdbc.sql(
                "insert into audit_event (at, type, account_id, address, browser, details) values"
                    + " (now(), ?, ?, '', '', ?::jsonb)")
            .params(
                type.getEnclosingClass().getSimpleName() + "." + type.getSimpleName(),
                requester.id().value(),
                "{\"study\": {\"value\": \"" + study.value() + "\"}}")
            .update();
      }
      assertThat(page("/log").select(".row__value").text()).doesNotContain("Changed access");
    }

    private void publish(ShareEvent event) {
      transaction.executeWithoutResult(status -> events.publish(event, Origin.COMMAND_LINE));
    }

    private static List<Class<?>> typesWithAStudy() {
      return Stream.of(StudyEvent.class, ShareEvent.class)
          .flatMap(it -> Arrays.stream(it.getPermittedSubclasses()))
          .filter(
              type ->
                  Arrays.stream(type.getRecordComponents())
                      .anyMatch(
                          it ->
                              it.getName().matches("study|studies") && !it.getType().isPrimitive()))
          .<Class<?>>map(type -> type)
          .toList();
    }

    private ShareId guestsShare() {
      UUID share = UUID.nameUUIDFromBytes(study.value().getBytes(StandardCharsets.UTF_8));
      jdbc.sql(
              """
              insert into share (id, kind, sharer_id, shared_by, email, shared_at, valid_from)
              values (?, 'share', ?, 'X', 'guest@elsewhere.example', now(), now())
              on conflict do nothing
              """)
          .params(share, requester.id().value())
          .update();
      return new ShareId(share);
    }

    @Test
    void countsWhatIsOpenedAgainWithinHalfAnHourOnce() {
      clock.set(clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
      browser = Visitors.signedIn(requester, port);
      for (int time = 0; time < 8; time++) {
        browser.get("/studies/" + study);
        clock.turn(Duration.ofMinutes(1));
      }
      assertThat(page("/log").select(".row")).hasSize(1);
      clock.turn(Duration.ofMinutes(25));
      browser.get("/studies/" + study);
      assertThat(page("/log").select(".row")).hasSize(2);
      assertThat(
              jdbc.sql("select count(*) from audit_event where details #>> '{study,value}' = ?")
                  .param(study.value())
                  .query(Integer.class)
                  .single())
          .isEqualTo(9);
    }

    @Test
    void hasPagesOfFifty() {
      SignInId signIn = new SignInId(UUID.randomUUID());
      for (int i = 0; i < 51; i++) {
        StudyEvent opened = new StudyEvent.Opened(requester.id(), signIn, study, "reason " + i);
        transaction.executeWithoutResult(status -> events.publish(opened, Origin.COMMAND_LINE));
      }
      Document first = page("/log");
      assertThat(first.select(".row")).hasSize(50);
      Document second = Jsoup.parse(browser.get(first.select(".pager a").attr("href")).body());
      assertThat(second.select(".row")).hasSize(1);
      assertThat(second.select(".pager a").eachText()).containsExactly("Newest");
    }

    @Test
    void isNotForAReceiver() {
      share(requester.id(), null, receiver.id(), null);
      assertThat(Visitors.signedIn(receiver, port).get(at("/log")).status()).isEqualTo(404);
    }

    @Test
    void isLookedUpByIndex() {
      String plan =
          transaction.execute(
              status -> {
                // Few rows are quicker to read in another way.
                jdbc.sql("set local enable_seqscan = off").update();
                jdbc.sql("set local enable_indexscan = off").update();
                return String.join("\n", planOfTheLog());
              });
      assertThat(plan).contains("audit_event_study");
    }

    private List<@Nullable String> planOfTheLog() {
      return jdbc.sql(
              """
              explain select id from audit_event e
              where e.details #>> '{study,value}' = '1.2.3' and e.id < 9000000000
              order by id desc limit 50
              """)
          .query(String.class)
          .list();
    }
  }

  @Nested
  class WhileTheArchiveIsSilent {
    @Test
    void bothPagesWorkAndSayWhatIsMissing() {
      clock.turn(Duration.ofSeconds(6));
      TestArchive.wire()
          .cutDuring(
              () -> {
                for (String tab : new String[] {"/access", "/log"}) {
                  Browser.Page page = browser.get(at(tab));
                  assertThat(page.status()).as(tab).isEqualTo(200);
                  assertThat(page.body())
                      .contains("The image archive does not answer")
                      .doesNotContain("Vanderquill")
                      .doesNotContain("CT thorax");
                }
              });
    }

    @Test
    void nobodyElseGetsIn() {
      clock.turn(Duration.ofSeconds(6));
      Browser other = Visitors.signedIn(receiver, port);
      TestArchive.wire()
          .cutDuring(() -> assertThat(other.get(at("/access")).status()).isEqualTo(404));
    }
  }

  private UUID share(
      AccountId by, @Nullable UUID parent, @Nullable AccountId to, @Nullable String email) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into share (id, kind, sharer_id, shared_by, account_id, email, may_share_on,
              shared_at, valid_from)
            values (:id, 'share', :by, 'Dr X', :to, :email, true, :now, :now)
            """)
        .param("id", id)
        .param("by", by.value())
        .param("to", to == null ? null : to.value())
        .param("email", email)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    jdbc.sql(
            "insert into share_study (share_id, study_uid, parent_id) values (:id, :study,"
                + " :parent)")
        .param("id", id)
        .param("study", study.value())
        .param("parent", parent)
        .update();
    return id;
  }

  private String at(String tab) {
    return "/studies/" + study + tab;
  }

  private Document page(String tab) {
    return Jsoup.parse(browser.get(at(tab)).body());
  }

  private long events(String type) {
    return jdbc.sql("select count(*) from audit_event where type = ? and details::text like ?")
        .params(type, "%" + study + "%")
        .query(Long.class)
        .single();
  }
}

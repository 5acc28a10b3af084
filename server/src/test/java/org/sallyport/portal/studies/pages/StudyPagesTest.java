package org.sallyport.portal.studies.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.util.UriUtils;

/* A separate application: other tests must not change its clock. */
@TestPropertySource(properties = "still=yes")
@SallyportTest
class StudyPagesTest {
  private static final Duration LONGER_THAN_A_RECHECK = Duration.ofSeconds(6);

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  private People.Person person;
  private String number;
  private Browser browser;

  @BeforeEach
  void somebodySignedIn() {
    clock.set(Instant.parse("2026-11-24T09:00:00Z"));
    person = people.byEmail();
    number = numbers.give(person.id(), "RIZIV");
    browser = Visitors.signedIn(person, port);
  }

  @Nested
  class TheList {
    @Test
    void showsWhatAStudyIsAndWhyOneSeesIt() {
      stored(
          mine()
              .with("PatientSex", "F")
              .with("PatientBirthDate", "19580314")
              .with("StudyDescription", "CT thorax with contrast")
              .series(2)
              .images(2));
      Document page = list("");
      assertThat(page.select("h1").text()).isEqualTo("Studies");
      assertThat(page.select(".page__head .muted").text()).isEqualTo("1 study you may see, 1 new");
      assertThat(page.select("tbody tr").text())
          .isEqualTo(
              "New Vanderquill, Adelheid F, born 14 Mar 1958 · LM-400218 CT thorax with contrast"
                  + " 2 series, 4 images Open images CT 20 Nov 2026 09:51 Lindenmoor General Requested by you");
    }

    @Test
    void saysWhoSharedAStudyAndUntilWhen() {
      TestStudy study = new TestStudy();
      stored(study);
      shares.share(
          study.uid(), person.id(), "Dr Emile Vuurtoren", clock.instant().plus(Duration.ofDays(7)));
      assertThat(list("").select(".c-why").eachText())
          .contains("Shared by Dr Emile Vuurtoren until 1 Dec");
    }

    @Test
    void saysThatOneIsTheReferringDoctor() {
      stored(new TestStudy().referredBy("RIZIV", number));
      assertThat(list("").select(".c-why").eachText())
          .containsExactly("You are the referring physician");
    }

    @Test
    void namesNearDays() {
      stored(mine().with("StudyDate", "20261124"), mine().with("StudyDate", "20261123"));
      assertThat(list("").select(".c-date").eachText())
          .containsExactly("Today 09:51", "Yesterday 09:51");
    }

    @Test
    void marksWhatIsNewUntilItIsOpened() {
      TestStudy study = stored(mine());
      assertThat(list("").select("tr.is-new")).hasSize(1);
      browser.get("/studies/" + study.uid());
      Document page = list("");
      assertThat(page.select("tr.is-new")).isEmpty();
      assertThat(page.select(".page__head .muted").text()).endsWith(", 0 new");
      assertThat(list("?new=yes").select(".empty h2").text()).isEqualTo("No new studies");
      assertThat(list("?new=yes&date=7d").select(".empty h2").text())
          .isEqualTo("No new studies: last 7 days");
      assertThat(list("?new=yes&modality=MR").select(".empty h2").text())
          .isEqualTo("No new study matches MR");
    }

    @Test
    void offersToClearAFilterThatFindsSomething() {
      stored(mine().with("Modality", "MR"));
      indexed.update();
      assertThat(list("").select("form[role=search] a")).isEmpty();
      Element clear = list("?modality=MR").select("form[role=search] a").getFirst();
      assertThat(clear.text()).isEqualTo("Clear the filter");
      assertThat(clear.attr("href")).isEqualTo("/studies");
    }

    @Test
    void isNarrowedByEachFilter() {
      stored(
          mine().with("PatientName", "Oosterwolk^Bram").with("Modality", "MR"),
          mine().with("PatientName", "Lövenskiöld^Åsa").with("InstitutionName", "Saint Quillon"),
          mine().with("PatientName", "Zandkorrel^Kaspar").with("StudyDate", "20250101"),
          mine().with("PatientName", "Nachtegaal^Zeger").with("AccessionNumber", "A-2026-118340"));
      indexed.update();
      assertThat(patients("?q=oosterwolk")).containsExactly("Oosterwolk, Bram");
      assertThat(patients("?q=BRAM+oosterwolk")).containsExactly("Oosterwolk, Bram");
      assertThat(patients("?q=lovenskiold")).containsExactly("Lövenskiöld, Åsa");
      assertThat(patients("?q=118340")).containsExactly("Nachtegaal, Zeger");
      assertThat(patients("?modality=MR")).containsExactly("Oosterwolk, Bram");
      assertThat(patients("?institution=Saint+Quillon")).containsExactly("Lövenskiöld, Åsa");
      assertThat(patients("?date=12m")).hasSize(3).doesNotContain("Zandkorrel, Kaspar");
      assertThat(patients("?date=nonsense&modality=&sort=y&dir=z")).hasSize(4);
    }

    @Test
    void hasNoFiltersForFewStudiesUnlessOneIsSet() {
      stored(mine(), mine(), mine());
      indexed.update();
      assertThat(list("").select("form[role=search]")).isEmpty();
      assertThat(list("?modality=MR").select("form[role=search]")).hasSize(1);
      stored(mine());
      indexed.update();
      assertThat(list("").select("form[role=search]")).hasSize(1);
    }

    @Test
    void saysInWordsWhatWasLookedForInVain() {
      stored(mine());
      Document page = list("?q=Vandenquill&modality=CT&date=7d");
      assertThat(page.select(".empty h2").text())
          .isEqualTo("No study matches “Vandenquill”, CT, last 7 days");
      assertThat(page.select(".empty p").text()).isEqualTo("1 study is hidden by the filter.");
      assertThat(page.select(".empty a").attr("href")).isEqualTo("/studies");
      assertThat(page.select("#q").val()).isEqualTo("Vandenquill");
      assertThat(page.select("#date option[selected]").text()).isEqualTo("Last 7 days");
    }

    @Test
    void isOrderedByEachColumnAndTurnedRoundByTheSecondPress() {
      stored(
          mine().with("PatientName", "Beta^B").with("StudyDate", "20261101").with("Modality", "MR"),
          mine()
              .with("PatientName", "alpha^A")
              .with("StudyDate", "20261103")
              .with("Modality", "US"),
          mine()
              .with("PatientName", "Gamma^C")
              .with("StudyDate", "20261102")
              .with("Modality", "CT"));
      assertThat(patients("")).containsExactly("alpha, A", "Gamma, C", "Beta, B");
      assertThat(patients("?sort=patient")).containsExactly("alpha, A", "Beta, B", "Gamma, C");
      assertThat(patients("?sort=modality")).containsExactly("Gamma, C", "Beta, B", "alpha, A");
      Document page = list("?sort=patient&q=thor");
      assertThat(page.select("thead [aria-sort]").text()).isEqualTo("Patient ↑");
      String turned = page.select("thead [aria-sort] a").attr("href");
      assertThat(turned).isEqualTo("/studies?q=thor&sort=patient&dir=desc");
      assertThat(patients(turned.substring("/studies".length())))
          .containsExactly("Gamma, C", "Beta, B", "alpha, A");
    }

    @Test
    void isEmptyInWords() {
      indexed.update();
      assertThat(list("").select(".empty h2").text()).isEqualTo("No studies yet");
    }

    @Test
    void isRecorded() {
      stored(mine());
      list("");
      assertThat(events("StudyEvent.Searched")).isEqualTo(1);
    }

    /** The mark can be typed, so it must not hide a search that finds something. */
    @Test
    void isRecordedIfAnAutomaticReloadShowsStudies() {
      list("?q=nobody&by-itself");
      assertThat(events("StudyEvent.Searched")).isZero();
      stored(mine());
      list("?by-itself");
      assertThat(events("StudyEvent.Searched")).isEqualTo(1);
    }

    @Test
    void isShownWhileTheArchiveDoesNotAnswerAndSaysSo() {
      TestStudy study = stored(mine());
      clock.turn(LONGER_THAN_A_RECHECK);
      TestArchive.wire()
          .cutDuring(
              () -> {
                assertThat(browser.get("/studies/" + study.uid()).status()).isEqualTo(503);
                Document page = list("?q=vander");
                assertThat(page.select("tbody .open").eachText())
                    .containsExactly("Vanderquill, Adelheid");
                assertThat(page.select(".notice[role=status]").text())
                    .startsWith("The image archive has not responded since ")
                    .contains("images cannot be opened");
              });
      browser.get("/studies/" + study.uid());
      assertThat(list("").select(".notice[role=status]")).isEmpty();
    }

    @Test
    void doesNotAskTheArchive() {
      stored(mine());
      clock.turn(LONGER_THAN_A_RECHECK);
      assertThat(TestArchive.wire().during(() -> list("?q=vander&sort=patient"))).isEmpty();
    }

    @Test
    void isFoundByTheBirthDateAsItIsTyped() {
      stored(mine().with("PatientBirthDate", "19580314"), mine().with("PatientName", "Other^One"));
      for (String typed :
          List.of("1958-03-14", "14.3.58", "14+march+1958", "vander+14%2F03%2F1958")) {
        assertThat(patients("?q=" + typed)).as(typed).containsExactly("Vanderquill, Adelheid");
      }
      assertThat(patients("?q=1958-03-15")).isEmpty();
    }

    @Test
    void hasPagesThatFollowEachOther() {
      rows(230);
      Document first = list("");
      assertThat(first.select(".page__head .muted").text())
          .isEqualTo("230 studies you may see, 230 new");
      assertThat(first.select("tbody tr")).hasSize(100);
      assertThat(first.select(".pager .button").eachText()).containsExactly("Older studies");
      Document second = list(next(first));
      assertThat(second.select("tbody tr")).hasSize(100);
      assertThat(second.select(".pager .button").eachText())
          .containsExactly("Newer studies", "Older studies");
      Document third = list(next(second));
      assertThat(third.select("tbody tr")).hasSize(30);
      assertThat(third.select(".pager .button").eachText()).containsExactly("Newer studies");
      Document back = list(query(third.select(".pager .button").getFirst()));
      assertThat(back.select(".open").eachAttr("href"))
          .isEqualTo(second.select(".open").eachAttr("href"));
      Document sorted = list(query(list("?sort=patient").select(".pager .button").getFirst()));
      assertThat(sorted.select(".open").eachText().getFirst()).isEqualTo("Row101, X");
    }

    @Test
    void refusesAPlaceThatIsNone() {
      stored(mine());
      for (String place :
          List.of("x", "2026-13-01T00:00:00_1.2", "2026-11-20T09:51:00_1.2'", "_1.2", "-_..")) {
        String address = "/studies?after=" + place.replace("'", "%27");
        assertThat(browser.get(address).status()).as(place).isEqualTo(400);
      }
      Browser.Page beyond = browser.get("/studies?q=vander&after=1900-01-01T00:00:00_1.2");
      assertThat(beyond.status()).isEqualTo(302);
      assertThat(beyond.header("Location")).endsWith("/studies?q=vander");
    }

    @Test
    void marksSelectedStudiesAsReadAndUnread() {
      TestStudy study = stored(mine(), mine());
      TestStudy foreign = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      list("?q=thorax");
      Browser.Page answer =
          browser.post(
              "/studies/selected",
              "q",
              "thorax",
              "action",
              "read",
              "study-0",
              study.uid().value(),
              "study-1",
              foreign.uid().value(),
              "study-2",
              "x");
      assertThat(answer.header("Location")).endsWith("/studies?q=thorax");
      assertThat(list("").select("tr.is-new")).hasSize(1);
      assertThat(
              jdbc.sql("select count(*) from study_opened where study_uid = ?")
                  .param(foreign.uid().value())
                  .query(Long.class)
                  .single())
          .isZero();
      browser.post("/studies/selected", "action", "unread", "study-7", study.uid().value());
      assertThat(list("").select("tr.is-new")).hasSize(2);
    }

    /** Else it would not be new when the share begins. */
    @Test
    void doesNotMarkAStudyWhoseShareHasNotBegun() {
      TestStudy study = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      shares.share(study.uid(), person.id(), "Dr Emile Vuurtoren", null);
      jdbc.sql("update share set valid_from = ? where account_id = ?")
          .params(Timestamp.from(clock.instant().plus(Duration.ofDays(1))), person.id().value())
          .update();
      list("");
      browser.post("/studies/selected", "action", "read", "study-0", study.uid().value());
      assertThat(
              jdbc.sql("select count(*) from study_opened where study_uid = ?")
                  .param(study.uid().value())
                  .query(Long.class)
                  .single())
          .isZero();
    }

    @Test
    void sharesSelectedStudiesOnThePageForIt() {
      TestStudy study = stored(mine());
      list("");
      Browser.Page answer =
          browser.post("/studies/selected", "action", "share", "study-0", study.uid().value());
      assertThat(answer.header("Location")).endsWith("/studies/share?study=" + study.uid());
    }

    @Test
    void saysThatNothingWasSelected() {
      stored(mine());
      list("?sort=patient");
      Browser.Page answer = browser.post("/studies/selected", "sort", "patient", "action", "read");
      assertThat(answer.status()).isEqualTo(422);
      Document page = Jsoup.parse(answer.body());
      assertThat(page.text()).contains("Select at least one study first.");
      assertThat(page.select("thead [aria-sort]").text()).isEqualTo("Patient ↑");
    }

    @Test
    void tellsHowManyStudiesHaveArrivedWithoutCountingAsUse() {
      stored(mine());
      String readAt = list("").select("[data-arrived]").attr("data-arrived");
      assertThat(arrived(readAt)).as(readAt).contains("\"count\":0");
      clock.turn(Duration.ofSeconds(5));
      stored(mine(), mine(), new TestStudy().requestedBy("RIZIV", number + "7"));
      assertThat(arrived(readAt)).contains("\"count\":2").contains("2 new studies");
      assertThat(browser.get("/studies/arrived?since=x").status()).isEqualTo(400);
      assertThat(browser.get("/studies/arrived?since=%2B999999999-12-31T23:59:59Z").status())
          .isEqualTo(400);
      clock.turn(Duration.ofMinutes(20));
      arrived(readAt);
      clock.turn(Duration.ofMinutes(11));
      assertThat(browser.get("/studies").status()).isEqualTo(302);
    }

    private String arrived(String since) {
      return browser.get("/studies/arrived?since=" + since + "&by-itself").body();
    }

    private String next(Document page) {
      return query(page.select(".pager .button").getLast());
    }

    private static String query(Element link) {
      return link.attr("href").substring("/studies".length());
    }

    /** Studies of the account in the index alone. */
    private void rows(int many) {
      jdbc.sql(
              """
              with s as (
                insert into study_index (study_uid, performed, study_date, modalities, institution,
                  patient_name, patient_sort, words)
                select '1.2.9.' || :number || '.' || n, date '2020-01-01' + n, date '2020-01-01' + n,
                  '{CT}', 'Lindenmoor', 'Row' || n || '^X', 'row' || lpad(n::text, 4, '0'), ''
                from generate_series(1, :many) n returning study_uid, performed, patient_sort)
              insert into study_person (study_uid, part, issuer, number, performed, patient_sort, seen_at)
              select study_uid, 'requesting', 'RIZIV', :number, performed, patient_sort, now() from s
              """)
          .param("number", number)
          .param("many", many)
          .update();
    }

    private List<String> patients(String query) {
      return list(query).select("tbody .open").eachText();
    }
  }

  @Nested
  class ForPatients {
    private Browser patient;
    private String patientId;

    @BeforeEach
    void aPatientSignedIn() {
      People.Person person = people.add("email", true, true, "patient");
      patientId = "P" + person.id().value().toString().substring(0, 12);
      jdbc.sql(
              "insert into patient_number (account_id, issuer, number) values (?, 'LINDENMOOR', ?)")
          .params(person.id().value(), patientId)
          .update();
      patient = Visitors.signedIn(person, port);
    }

    @Test
    void theListSpeaksOfExaminations() {
      assertThat(page("/studies").select(".empty").text())
          .contains("No examinations yet")
          .doesNotContain("referring");
      stored(new TestStudy().ofPatient("LINDENMOOR", patientId).with("Modality", "MR"));
      indexed.update();
      Document page = page("/studies");
      assertThat(page.select("h1").text()).isEqualTo("Your examinations");
      assertThat(page.select(".page__head .muted").text())
          .isEqualTo("1 examination, 1 not opened yet");
      assertThat(page.select("tbody .badge--modality").eachText()).containsExactly("MRI scan");
      assertThat(page.select("tbody .button--primary").text()).isEqualTo("Open pictures");
      assertThat(page.select("main").text()).doesNotContainPattern("(?i)stud(y|ies)|modality");
    }

    @Test
    void theExaminationSaysWhatItsPicturesAreAndThatThereIsNoReportYet() {
      TestStudy study =
          stored(new TestStudy().ofPatient("LINDENMOOR", patientId).with("Modality", "MR"));
      Document page = page("/studies/" + study.uid());
      assertThat(page.select("main").text())
          .contains("No report yet.")
          .contains("An MRI scan is made with a magnet")
          .contains("It is your own examination")
          .contains("Who looked")
          .doesNotContainPattern("(?i)stud(y|ies)|modality|access log");
    }

    @Test
    void sharingSpeaksOfExaminationsToo() {
      TestStudy study =
          stored(new TestStudy().ofPatient("LINDENMOOR", patientId).with("Modality", "MR"));
      for (String path : List.of("/studies/shared", "/studies/share?study=" + study.uid())) {
        assertThat(page(path).select("main").text())
            .as(path)
            .contains("xamination")
            .doesNotContainPattern("(?i)stud(y|ies)|modality");
      }
    }

    @Test
    void nextRequestOfAPhysicianIsWordedForPhysicians() {
      page("/studies");
      assertThat(list("").select("h1").text()).isEqualTo("Studies");
      assertThat(patient.get("/studies/1.2.3").body()).contains("your examinations");
      assertThat(browser.get("/studies/1.2.3").body()).contains("your studies");
    }

    private Document page(String address) {
      return Jsoup.parse(patient.get(address).body());
    }
  }

  @Nested
  class OneStudy {
    @Test
    void saysThatThereIsNoReportYetWhileOneIsExpected() {
      TestStudy recent = stored(mine());
      TestStudy old = stored(mine().with("StudyDate", "20200101"));
      assertThat(browser.get("/studies/" + recent.uid()).body()).contains("No report yet.");
      assertThat(browser.get("/studies/" + old.uid()).body()).doesNotContain("No report yet.");
    }

    @Test
    void showsItsSeriesWithPreviews() {
      TestStudy study =
          stored(mine().with("SeriesDescription", "Thorax, soft tissue").series(2).images(3));
      Document page = Jsoup.parse(browser.get("/studies/" + study.uid()).body());
      assertThat(page.select("h1").text()).isEqualTo("CT thorax");
      assertThat(page.select(".film__text").eachText())
          .containsExactly(
              "1 Thorax, soft tissue CT, 3 images", "2 Thorax, soft tissue CT, 3 images");
      assertThat(page.select("aside").text()).contains("Why you see it", "Requested by you");
      for (String picture : page.select(".film img").eachAttr("src")) {
        Browser.Page answer = browser.get(picture);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.header("Cache-Control")).contains("no-store");
      }
    }

    @Test
    void isRecordedEachTimeItIsOpened() {
      TestStudy study = stored(mine());
      browser.get("/studies/" + study.uid());
      browser.get("/studies/" + study.uid());
      assertThat(events("StudyEvent.Opened")).isEqualTo(2);
    }

    @Test
    void hasAPlaceholderIfTheArchiveCannotRenderAPreview() {
      TestStudy study = new TestStudy().requestedBy("RIZIV", number);
      TestArchive.storeReport(study);
      indexed.update();
      String preview =
          "/studies/" + study.uid() + "/series/" + study.seriesUid(1) + "/preview?of=1";
      Browser.Page answer = browser.get(preview);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).startsWith("image/svg+xml");
      assertThat(answer.body()).contains("Open to see it");
      assertThat(browser.get(preview + "&size=full").body()).contains("No preview");
    }

    @Test
    void reloadsAutomaticallyWhileTheArchiveIsDownWhichIsNoUse() {
      String page = "/studies/" + stored(mine()).uid() + "?x=1";
      clock.turn(LONGER_THAN_A_RECHECK);
      TestArchive.wire()
          .cutDuring(
              () -> {
                String refresh = browser.get(page).header("Refresh");
                assertThat(refresh).isEqualTo("10; url=" + page + "&by-itself");
                clock.turn(Duration.ofMinutes(20));
                Browser.Page again = browser.get(refresh.replace("10; url=", ""));
                assertThat(again.status()).isEqualTo(503);
                assertThat(again.header("Refresh")).isEqualTo(refresh);
                assertThat(Jsoup.parse(again.body()).select(".notice--danger a").attr("href"))
                    .isEqualTo(page);
              });
      clock.turn(Duration.ofMinutes(11));
      assertThat(browser.get(page).location()).endsWith("/login");
    }

    @Test
    void isShownAgainOnceTheArchiveIsBack() {
      TestStudy study = stored(mine());
      clock.turn(LONGER_THAN_A_RECHECK);
      TestArchive.wire()
          .cutDuring(
              () -> assertThat(browser.get("/studies/" + study.uid()).status()).isEqualTo(503));
      assertThat(browser.get("/studies/" + study.uid()).status()).isEqualTo(200);
    }
  }

  @Nested
  class N02_ForeignStudyByUid {
    @Test
    void isAnsweredLikeAnUnknownOneAndRecorded() {
      TestStudy foreign = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      TestStudy unknown = new TestStudy();
      Browser.Page foreignPage = browser.get("/studies/" + foreign.uid());
      Browser.Page unknownPage = browser.get("/studies/" + unknown.uid());
      assertThat(foreignPage.status()).isEqualTo(404);
      assertThat(foreignPage.body()).isEqualTo(unknownPage.body());
      String preview = "/series/" + foreign.seriesUid(1) + "/preview";
      assertThat(browser.get("/studies/" + foreign.uid() + preview).status()).isEqualTo(404);
      assertThat(events("StudyEvent.Refused")).isEqualTo(3);
      assertThat(events("StudyEvent.Opened")).isZero();
    }

    @Test
    void isNotReachedByASeriesUnderAStudyOfOnesOwn() {
      TestStudy foreign = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      TestStudy own = stored(mine());
      String preview = "/studies/" + own.uid() + "/series/" + foreign.seriesUid(1) + "/preview";
      assertThat(browser.get(preview).header("Content-Type")).startsWith("image/svg+xml");
    }

    @Test
    void isNoUid() {
      for (String uid : List.of("1.2.x", "..", "1." + "2".repeat(63), "%2e%2e", "1.2.3;x=1")) {
        assertThat(browser.get("/studies/" + uid).status()).as(uid).isIn(400, 404);
      }
    }

    @Test
    void isGoneAtTheNextRequestAfterItsShareIsWithdrawn() {
      TestStudy study = new TestStudy();
      TestArchive.store(study);
      shares.share(study.uid(), person.id(), "Dr Emile Vuurtoren", null);
      assertThat(browser.get("/studies/" + study.uid()).status()).isEqualTo(200);
      shares.withdraw(study.uid(), person.id(), "Dr Emile Vuurtoren");
      assertThat(browser.get("/studies/" + study.uid()).status()).isEqualTo(404);
    }
  }

  @Nested
  class M04_InjectionByTheSearch {
    @Test
    void takesASearchAsTextOnly() {
      stored(mine());
      for (String typed :
          List.of(
              "'",
              "\\",
              "a & b",
              "!vander",
              "vander | x",
              "(",
              "vander:*",
              "' | '",
              "\0zzz",
              "'); drop table study_index; --",
              "%",
              "x <-> y",
              "d=19580314",
              "n=RIZIV|" + number)) {
        String address = UriUtils.encode(typed, StandardCharsets.UTF_8);
        assertThat(list("?q=" + address + "&institution=" + address).select("tbody tr"))
            .as(typed)
            .isEmpty();
      }
      assertThat(list("?q=d%3D" + number).select("tbody tr")).isEmpty();
    }
  }

  @Nested
  class K05_ScriptInPatientData {
    @Test
    void isShownAsText() {
      TestStudy study =
          stored(
              mine()
                  .with("SpecificCharacterSet", "ISO_IR 192")
                  .with("PatientName", "<script>alert(1)</script>^\u202eevil")
                  .with("PatientID", "'\"><script>alert(1)</script>")
                  .with("StudyDescription", "\"quoted\" ' <b> ${7*7} [[${7*7}]] __${7*7}__")
                  .with("InstitutionName", "A & B <i>"));
      for (String path : List.of("/studies", "/studies?q=<script", "/studies/" + study.uid())) {
        Browser.Page answer = browser.get(path.replace("<", "%3C"));
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("main script:not([src]), [onerror], main b:contains(49), main i"))
            .as(path)
            .isEmpty();
        assertThat(page.select("main").text()).contains("<script>alert(1)</script>, evil");
        assertThat(answer.body()).doesNotContain("\u202e").doesNotContain(">49<");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
      }
    }

    @Test
    void ofHugeLengthIsCut() {
      TestStudy study = stored(mine().with("StudyDescription", "x".repeat(5000)));
      assertThat(list("").select(".c-study").text()).hasSizeLessThan(200);
      assertThat(browser.get("/studies/" + study.uid()).body()).hasSizeLessThan(20_000);
    }
  }

  private TestStudy mine() {
    return new TestStudy().requestedBy("RIZIV", number);
  }

  private TestStudy stored(TestStudy... studies) {
    for (TestStudy study : studies) {
      TestArchive.store(study);
    }
    indexed.update();
    return studies[0];
  }

  private Document list(String query) {
    Browser.Page page = browser.get("/studies" + query);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return Jsoup.parse(page.body());
  }

  private long events(String type) {
    return jdbc.sql("select count(*) from audit_event where account_id = ? and type = ?")
        .params(person.id().value(), type)
        .query(Long.class)
        .single();
  }
}

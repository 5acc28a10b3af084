package org.sallyport.portal.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Numbers;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "still=yes")
@SallyportTest
class NewStudyMailsTest {
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  /** More than are looked through one by one. */
  private static final int MANY = 1500;

  @LocalServerPort int port;
  @Autowired NewStudyMails mails;
  @Autowired IndexedStudies indexed;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Shares shares;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  private Person person;
  private String number;

  @BeforeEach
  void somebodyWithANumber() {
    person = people.byEmail();
    number = numbers.give(person.id(), "RIZIV");
    TestArchive.start();
    clock.turn(Duration.ofHours(2));
  }

  @Test
  void tellTheNumberOfNewStudiesAndNeitherAPatientNorALink() {
    mails.want(person.id());
    arrive(mine(), mine(), new TestStudy().requestedBy("RIZIV", number + "7"));
    mails.run();
    Received mail = Inbox.next(person.email());
    assertThat(mail.subject()).isEqualTo("2 new studies in Sallyport");
    assertThat(mail.text())
        .contains("2 studies have arrived that you may see.")
        .contains("User settings > My Account > Notifications")
        .doesNotContain("Vanderquill")
        .doesNotContain("LM-400218")
        .doesNotContain("http");
  }

  @Test
  void speakOfExaminationsToPatients() {
    jdbc.sql("update account set role = 'patient' where id = ?")
        .param(person.id().value())
        .update();
    mails.want(person.id());
    jdbc.sql("insert into patient_number (account_id, issuer, number) values (?, 'LINDENMOOR', ?)")
        .params(person.id().value(), number)
        .update();
    arrive(new TestStudy().ofPatient("LINDENMOOR", number));
    mails.run();
    assertThat(Inbox.next(person.email()).subject()).isEqualTo("1 new examination in Sallyport");
  }

  @Test
  void areSentOnceAnHourAtMostAndCountEachStudyOnce() {
    mails.want(person.id());
    arrive(mine());
    mails.run();
    assertThat(Inbox.next(person.email()).subject()).isEqualTo("1 new study in Sallyport");
    arrive(mine(), mine());
    mails.run();
    arrive(mine());
    clock.turn(Duration.ofMinutes(59));
    mails.run();
    assertThat(Inbox.next(person.email()).subject()).isEqualTo("3 new studies in Sallyport");
    clock.turn(Duration.ofHours(2));
    mails.run();
    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void areNotSentUnlessTheyAreWanted() {
    arrive(mine());
    mails.run();
    mails.want(person.id());
    mails.run();
    arrive(mine());
    mails.stop(person.id());
    mails.run();
    assertThat(sent()).isZero();
  }

  @Test
  void doNotCountWhatWasOpened() {
    mails.want(person.id());
    TestStudy study = mine();
    arrive(study);
    open(study);
    mails.run();
    assertThat(sent()).isZero();
  }

  @Test
  void missNoneIfManyStudiesOfOthersArriveBefore() {
    arrive(mine());
    mails.want(person.id());
    clock.turn(A_WHILE);
    manyOfOthersArrive();
    TestStudy opened = mine();
    TestStudy shared = new TestStudy();
    shares.share(shared.uid(), person.id(), "Dr Emile Vuurtoren", null);
    arrive(mine(), opened, shared);
    open(opened);
    mails.run();
    assertThat(removeThoseOfOthers()).isEqualTo(MANY);
    assertThat(Inbox.next(person.email()).subject()).isEqualTo("2 new studies in Sallyport");
    arrive(mine());
    clock.turn(Duration.ofHours(1));
    mails.run();
    assertThat(Inbox.next(person.email()).subject()).isEqualTo("1 new study in Sallyport");
  }

  @Test
  void areNotSentToADisabledAccount() {
    mails.want(person.id());
    arrive(mine());
    jdbc.sql("update account set disabled_at = now() where id = ?")
        .param(person.id().value())
        .update();
    mails.run();
    assertThat(sent()).isZero();
  }

  @Test
  void areAChoiceInTheSettingsThatIsOffAtFirst() {
    Browser browser = Visitors.signedIn(person, port);
    assertThat(browser.get("/settings/notifications").body()).doesNotContain("checked");
    assertThat(browser.post("/settings/notifications", "new-studies", "yes").header("Location"))
        .endsWith("/settings/notifications?saved");
    assertThat(browser.get("/settings/notifications").body()).contains("checked");
    assertThat(mails.wanted(person.id())).isTrue();
    browser.post("/settings/notifications");
    assertThat(mails.wanted(person.id())).isFalse();
  }

  private void arrive(TestStudy... studies) {
    for (TestStudy study : List.of(studies)) {
      TestArchive.store(study);
    }
    clock.turn(A_WHILE);
    indexed.update();
    clock.turn(A_WHILE);
  }

  private void manyOfOthersArrive() {
    jdbc.sql(
            """
            insert into study_index (study_uid, modalities, institution, first_seen)
            select '1.2.88.' || n, cast('{}' as text[]), '', cast(:now as timestamptz)
            from generate_series(1, :many) n
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("many", MANY)
        .update();
  }

  private int removeThoseOfOthers() {
    return jdbc.sql("delete from study_index where study_uid like '1.2.88.%'").update();
  }

  private void open(TestStudy study) {
    jdbc.sql("insert into study_opened (account_id, study_uid, opened_at) values (?, ?, now())")
        .params(person.id().value(), study.uid().value())
        .update();
  }

  private TestStudy mine() {
    return new TestStudy().requestedBy("RIZIV", number);
  }

  private long sent() {
    return jdbc.sql(
            "select count(*) from audit_event where account_id = ? and type = 'StudyEvent.Announced'")
        .param(person.id().value())
        .query(Long.class)
        .single();
  }
}

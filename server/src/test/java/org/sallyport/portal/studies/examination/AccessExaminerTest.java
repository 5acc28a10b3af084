package org.sallyport.portal.studies.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.Copies;
import org.sallyport.portal.studies.ShareWithdrawal;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.DatedReason.Validity;
import org.sallyport.portal.studies.grants.NamedPerson;
import org.sallyport.portal.studies.index.Sweep;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

/* A separate application: other tests must not change its clock. */
@SallyportTest
class AccessExaminerTest {
  private static final Actor ADMIN = new Actor(null, "a.admin");
  private static final Origin ORIGIN = new Origin("203.0.113.24", "Firefox 145 on Windows");

  @Autowired AccessExaminer examiner;
  @Autowired Copies copies;
  @Autowired ShareWithdrawal withdrawal;
  @Autowired Groups groups;
  @Autowired GroupChanges changes;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Rows rows;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  /** The studies are in the index alone: a sweep of the archive would remove them. */
  @MockitoBean Sweep sweep;

  private final StudyUid study =
      new StudyUid("1.2.826.0.1.3680043.10.1771.11." + System.nanoTime());
  private final String accession = "ACC-" + System.nanoTime();
  private Person requester;
  private Person colleague;
  private Person other;
  private String number = "";

  @BeforeEach
  void aStudyOfOne() {
    requester = people.byEmail();
    colleague = people.byEmail();
    other = people.byEmail();
    number = numbers.give(requester.id(), "LM");
    rows.update(
        """
        insert into study_index (study_uid, performed, study_date, modalities, institution,
          patient_name, accession_number, words)
        values (?, '2026-03-12 09:10', '2026-03-12', '{CT}', 'Lindenmoor', 'Ashgrove^Tilda', ?,
          array_to_tsvector(array[lower(?), 'acc', ?, ?]))
        """,
        study.value(),
        accession,
        accession,
        accession.substring(4),
        "n=LM|" + number);
    person("requesting", "LM", number, "");
  }

  private void person(String part, String issuer, String its, String name) {
    rows.update(
        """
        insert into study_person (study_uid, part, issuer, number, name, study_date, performed, seen_at)
        values (?, ?, ?, ?, ?, '2026-03-12', '2026-03-12 09:10', now())
        """,
        study.value(),
        part,
        issuer,
        its,
        name);
  }

  private Group practice() {
    Group group =
        transaction.execute(
            status ->
                changes.findOrMake(
                    "Practice " + System.nanoTime(),
                    Group.Kind.PRACTICE,
                    new Actor(null, "test"),
                    Origin.COMMAND_LINE));
    changes.add(group, requester.id(), ADMIN, ORIGIN);
    changes.add(group, colleague.id(), ADMIN, ORIGIN);
    return group;
  }

  private StudyExamination examined() {
    return examiner.study(study, ADMIN, ORIGIN).orElseThrow();
  }

  private List<Validity> states(Person person) {
    return examiner.why(person.id(), study, ADMIN, ORIGIN).stream()
        .map(ExaminedReason::state)
        .toList();
  }

  @Nested
  class AStudy {
    @Test
    void isFoundByItsUidAndByItsAccessionNumber() {
      assertThat(examiner.find(study.value())).extracting(ExaminedStudy::uid).contains(study);
      assertThat(examiner.find(accession)).extracting(ExaminedStudy::uid).containsExactly(study);
      assertThat(examiner.find("ACC-1")).isEmpty();
      assertThat(examiner.find("' | x")).isEmpty();
      assertThat(examiner.study(new StudyUid("1.2.3"), ADMIN, ORIGIN)).isEmpty();
    }

    @Test
    void saysWhoSeesItAndWhy() {
      practice();
      copies.give(study, other.id(), "a.admin", "asked", ORIGIN);
      assertThat(examined().reasons())
          .extracting(ExaminedReason::username)
          .containsExactly(requester.username(), colleague.username(), other.username());
      assertThat(examined().isSeen()).isTrue();
    }

    @Test
    void saysWhomTheArchiveNamesAndWhoseAccountThatIs() {
      person("referring", "LM", "unknown", "");
      person("recipient", "", "", "Brambleway^Hester");
      assertThat(examined().named())
          .containsExactlyInAnyOrder(
              new NamedPerson(
                  AccessReason.Kind.REQUESTING, "LM:" + number, "", requester.username()),
              new NamedPerson(AccessReason.Kind.REFERRING, "LM:unknown", "", null),
              new NamedPerson(AccessReason.Kind.RECIPIENT, "", "Brambleway^Hester", null));
    }

    @Test
    void showsNothingOfThePatient() {
      assertThat(examined().toString()).doesNotContain("Ashgrove", "Tilda");
    }
  }

  @Nested
  class AReasonThatIsNotInForce {
    @Test
    void isAMembershipThatLapsed() {
      practice();
      assertThat(states(colleague)).containsExactly(Validity.IN_FORCE);
      clock.turn(Duration.ofDays(91));
      assertThat(states(colleague)).containsExactly(Validity.ENDED);
      assertThat(states(requester)).containsExactly(Validity.IN_FORCE);
    }

    @Test
    void isACopyThatWasEnded() {
      copies.give(study, other.id(), "a.admin", "asked", ORIGIN);
      assertThat(states(other)).containsExactly(Validity.IN_FORCE);
      copies.end(study, other.id(), "a.admin", "by mistake", ORIGIN);
      assertThat(states(other)).containsExactly(Validity.WITHDRAWN);
    }

    @Test
    void isAShareWhoseSharerLostTheStudy() {
      UUID share = UUID.randomUUID();
      rows.update(
          "insert into share (id, kind, sharer_id, shared_by, account_id, shared_at, valid_from) values (?, 'share', ?, 'Dr X', ?, '2026-01-01', '2026-01-01')",
          share,
          requester.id().value(),
          other.id().value());
      rows.update(
          "insert into share_study (share_id, study_uid) values (?, ?)", share, study.value());
      assertThat(states(other)).containsExactly(Validity.IN_FORCE);
      rows.update("delete from physician_number where account_id = ?", requester.id().value());
      assertThat(states(other)).containsExactly(Validity.LOST);
      assertThat(canBeWithdrawn(other)).isTrue();
      assertThat(withdrawal.withdraw(ADMIN.because("a mistake"), share, study, ORIGIN)).isTrue();
      assertThat(states(other)).containsExactly(Validity.WITHDRAWN);
      assertThat(canBeWithdrawn(other)).isFalse();
    }

    private boolean canBeWithdrawn(Person person) {
      return examiner.why(person.id(), study, ADMIN, ORIGIN).getFirst().canBeWithdrawn();
    }

    @Test
    void isNoneForSomebodyWhomNothingConcerns() {
      assertThat(states(other)).isEmpty();
    }
  }

  @Nested
  class AnAccount {
    @Test
    void seesWhatItsListShowsWithTheReasons() {
      AccountExamination seen = examiner.account(requester.id(), "", ADMIN, ORIGIN);
      assertThat(seen.rows())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.study().uid()).isEqualTo(study);
                assertThat(row.why()).hasSize(1);
              });
      assertThat(seen.next()).isNull();
      assertThat(examiner.account(other.id(), "", ADMIN, ORIGIN).rows()).isEmpty();
    }

    @Test
    void hasOpenedNothing() {
      examiner.account(requester.id(), "", ADMIN, ORIGIN);
      examined();
      assertThat(rows.query("select from study_opened where study_uid = ?", study.value()))
          .isEmpty();
      assertThat(rows.events(requester.id(), "StudyEvent.Opened")).isZero();
    }
  }

  @Test
  void everyLookIsRecorded() {
    examiner.account(requester.id(), "", ADMIN, ORIGIN);
    examiner.why(requester.id(), study, ADMIN, ORIGIN);
    examined();
    assertThat(
            rows.query(
                """
                select details ->> 'by' as by, details #>> '{study,value}' as study
                  from audit_event where type = 'SystemEvent.AccessExamined'
                   and (details #>> '{study,value}' = ? or details #>> '{examined,value}' = ?)
                """,
                study.value(),
                requester.id().value().toString()))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row).containsEntry("by", "a.admin"));
  }
}

package org.sallyport.portal.studies.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;

@SallyportTest
class UnmatchedNamesTest {
  private static final Origin ORIGIN = new Origin("203.0.113.24", "Firefox 145 on Windows");
  private static final int MAX_SHOWN = 50;

  @Autowired UnmatchedNames names;
  @Autowired ConfirmedNames confirmed;
  @Autowired People people;
  @Autowired Rows rows;

  private final String name = "Unmatched^Ursula" + System.nanoTime();
  private Person person;

  @BeforeEach
  void threeStudiesOfTwoPatients() {
    person = people.byEmail();
    study("1", "2126-03-12", "P1");
    study("2", "2126-03-14", "P1");
    study("3", "2126-03-13", "P2");
  }

  private void study(String number, String date, String patient) {
    String uid = "1.2.826.0.1.3680043.10.1771.12." + System.nanoTime() + "." + number;
    rows.update(
        """
        insert into study_index (study_uid, study_date, modalities, institution, patient_issuer, patient_id)
        values (?, cast(? as date), '{CT}', '', 'LM', ?)
        """,
        uid,
        date,
        patient);
    rows.update(
        """
        insert into study_person (study_uid, part, name, study_date, seen_at)
        values (?, 'requesting', ?, cast(? as date), now())
        """,
        uid,
        name,
        date);
  }

  private NameAccess expected() {
    return new NameAccess(name, 3, 2, LocalDate.of(2126, 3, 14));
  }

  @Test
  void aNameWithoutANumberWaitsUntilItIsConfirmed() {
    assertThat(names.newest(MAX_SHOWN)).contains(expected());
    confirmed.confirm(person.id(), name, new Actor(null, "a.admin", "same person"), ORIGIN);
    assertThat(names.newest(MAX_SHOWN)).extracting(NameAccess::name).doesNotContain(name);
    confirmed.withdraw(person.id(), name, new Actor(null, "a.admin", "by mistake"), ORIGIN);
    assertThat(names.newest(MAX_SHOWN)).contains(expected());
  }

  @Test
  void whatItOpensIsKnownBeforeItDoes() {
    assertThat(names.opens(name)).isEqualTo(expected());
    assertThat(names.opens("Nobody^Here")).isEqualTo(new NameAccess("Nobody^Here", 0, 0, null));
  }

  @Test
  void isRecordedOnceIfConfirmedTwiceAndRefusedForAnotherAccount() {
    Actor admin = new Actor(null, "a.admin", "same person");
    assertThat(confirmed.confirm(person.id(), name, admin, ORIGIN)).isTrue();
    assertThat(confirmed.confirm(person.id(), name, admin, ORIGIN)).isTrue();
    assertThat(confirmed.confirm(people.byEmail().id(), name, admin, ORIGIN)).isFalse();
    assertThat(
            rows.query(
                "select id from audit_event where type = 'AccountEvent.NameConfirmed'"
                    + " and details ->> 'name' = ?",
                name))
        .hasSize(1);
  }

  @Test
  void theRecordSaysWhichNameWhyAndHowMuchItOpened() {
    confirmed.confirm(person.id(), name, new Actor(null, "a.admin", "same person"), ORIGIN);
    assertThat(
            rows.query(
                "select details ->> 'name' as name, details ->> 'reason' as reason, details ->> 'studies' as studies"
                    + " from audit_event where type = 'AccountEvent.NameConfirmed' and account_id = ?",
                person.id().value()))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("name", name)
                    .containsEntry("reason", "same person")
                    .containsEntry("studies", "3"));
    assertThat(Inbox.next(person.email(), it -> it.text().contains("Unmatched")).text())
        .contains("in your list now");
  }
}

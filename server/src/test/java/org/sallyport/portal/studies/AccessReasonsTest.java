package org.sallyport.portal.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.AccessReason.Kind;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Every reason for access, against a real archive: item by item what the view study_grant says. */
@TestPropertySource(properties = "still=yes")
@SallyportTest
class AccessReasonsTest {
  @Autowired Studies studies;
  @Autowired IndexedStudies indexed;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  private AccountId account;
  private String number;

  @BeforeEach
  void somebodyWithANumber() {
    account = people.byEmail().id();
    number = numbers.give(account, "RIZIV");
  }

  @Nested
  class TheArchiveNames {
    @Test
    void aConsultingPhysician() {
      StudyUid study = stored(new TestStudy().consulting("RIZIV", number));
      assertThat(why(account, study)).contains(Kind.CONSULTING);
    }

    @Test
    void anIntendedRecipientOfTheResults() {
      StudyUid study = stored(new TestStudy().sentTo("RIZIV", number));
      assertThat(why(account, study)).contains(Kind.RECIPIENT);
    }

    @Test
    void bothInsideTheRequestAttributes() {
      StudyUid consulted =
          stored(
              new TestStudy()
                  .inRequest("ConsultingPhysicianIdentificationSequence", "RIZIV", number));
      StudyUid sent =
          stored(
              new TestStudy()
                  .inRequest("IntendedRecipientsOfResultsIdentificationSequence", "RIZIV", number));
      assertThat(why(account, consulted)).contains(Kind.CONSULTING);
      assertThat(why(account, sent)).contains(Kind.RECIPIENT);
    }

    @Test
    void aPhysicianInSeveralPartsAndTheWidestComesFirst() {
      StudyUid study =
          stored(
              new TestStudy()
                  .sentTo("RIZIV", number)
                  .consulting("RIZIV", number)
                  .referredBy("RIZIV", number));
      assertThat(reasons(account, study))
          .extracting(AccessReason::kind)
          .containsExactly(Kind.REFERRING, Kind.CONSULTING, Kind.RECIPIENT);
    }

    @Test
    void severalConsultantsByNameOnlyIfNoneHasANumber() {
      String name = "Owlcombe^Ada^" + System.nanoTime();
      jdbc.sql("insert into confirmed_name values (?, ?, 'Ada Admin', now())")
          .params(account.value(), name)
          .update();
      StudyUid byName =
          stored(new TestStudy().with("ConsultingPhysicianName", "Somebody^Else\\" + name));
      StudyUid withNumber =
          stored(
              new TestStudy()
                  .with("ConsultingPhysicianName", "Somebody^Else\\" + name)
                  .consulting("RIZIV", number + "1"));
      assertThat(why(account, byName)).contains(Kind.CONSULTING);
      assertThat(why(account, withNumber)).isEmpty();
    }
  }

  @Nested
  class APatient {
    private final AccountId patient = patient();
    private final String id = "P" + System.nanoTime();

    @BeforeEach
    void withANumber() {
      jdbc.sql(
              "insert into patient_number (account_id, issuer, number) values (?, 'LINDENMOOR', ?)")
          .params(patient.value(), id)
          .update();
    }

    @Test
    void seesTheirOwnStudies() {
      StudyUid study = stored(new TestStudy().ofPatient("LINDENMOOR", id));
      assertThat(why(patient, study)).contains(Kind.PATIENT);
    }

    @Test
    void seesNothingOfAnotherIssuersPatientWithTheSameId() {
      StudyUid other = stored(new TestStudy().ofPatient("VOSSEL", id));
      assertThat(why(patient, other)).isEmpty();
    }

    /** The archive knows a patient by the ID alone, so its search names one issuer for both. */
    @Test
    void seesNothingOfAnotherIssuersPatientEvenIfTheIndexSaysSo() {
      StudyUid other = stored(new TestStudy().ofPatient("VOSSEL", id));
      jdbc.sql(
              """
              insert into study_patient (study_uid, issuer, number, seen_at)
              values (?, 'LINDENMOOR', ?, now())
              on conflict (study_uid) do update set issuer = excluded.issuer
              """)
          .params(other.value(), id)
          .update();
      assertThat(why(patient, other)).isEmpty();
    }

    @Test
    void seesNothingWithoutAnIssuerIfTheInstallationNamesNone() {
      StudyUid study = stored(new TestStudy().ofPatient("", id));
      assertThat(why(patient, study)).isEmpty();
    }

    @Test
    void seesNothingMoreOnceTheAccountHasAnotherRole() {
      StudyUid study = stored(new TestStudy().ofPatient("LINDENMOOR", id));
      jdbc.sql("update account set role = 'physician' where id = ?")
          .params(patient.value())
          .update();
      assertThat(why(patient, study)).isEmpty();
    }
  }

  @Nested
  class AGroup {
    private final AccountId colleague = people.byEmail().id();
    private final UUID group = group("Practice " + System.nanoTime());

    @Test
    void seesWhatItsMembersRequestedWhileBothMembershipsHold() {
      join(group, account, Duration.ofDays(30));
      join(group, colleague, Duration.ofDays(20));
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      assertThat(reasons(colleague, study))
          .singleElement()
          .satisfies(reason -> assertThat(reason.group()).startsWith("Practice"))
          .satisfies(reason -> assertThat(reason.until()).isEqualTo(in(Duration.ofDays(20))));
      clock.turn(Duration.ofDays(20));
      assertThat(why(colleague, study)).isEmpty();
      assertThat(why(account, study)).contains(Kind.REQUESTING);
    }

    @Test
    void showsNothingToWhoeverLeft() {
      join(group, account, Duration.ofDays(30));
      join(group, colleague, Duration.ofDays(30));
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      assertThat(why(colleague, study)).isPresent();
      leave(group, colleague);
      assertThat(why(colleague, study)).isEmpty();
    }

    @Test
    void showsNothingOfAMemberWhoLeft() {
      join(group, account, Duration.ofDays(30));
      join(group, colleague, Duration.ofDays(30));
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      leave(group, account);
      assertThat(why(colleague, study)).isEmpty();
    }

    @Test
    void doesNotSeeWhatWasSharedWithOneMemberAlone() {
      join(group, account, Duration.ofDays(30));
      join(group, colleague, Duration.ofDays(30));
      StudyUid study = TestArchive.store(new TestStudy());
      share(study, null, null, account, null, true, null);
      assertThat(why(account, study)).isPresent();
      assertThat(why(colleague, study)).isEmpty();
    }

    @Test
    void seesWhatWasSharedWithIt() {
      join(group, account, Duration.ofDays(30));
      StudyUid study = TestArchive.store(new TestStudy());
      share(study, null, null, null, group, true, null);
      assertThat(why(account, study)).contains(Kind.SHARE);
      assertThat(why(colleague, study)).isEmpty();
    }
  }

  @Nested
  class AShareOnward {
    private final AccountId second = people.byEmail().id();
    private final AccountId third = people.byEmail().id();

    @Test
    void endsWithTheShareItCameFrom() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      UUID first = share(study, account, null, second, null, true, Duration.ofDays(5));
      share(study, second, first, third, null, true, Duration.ofDays(50));
      assertThat(reasons(third, study))
          .singleElement()
          .satisfies(reason -> assertThat(reason.until()).isEqualTo(in(Duration.ofDays(5))));
      withdraw(first);
      assertThat(why(second, study)).isEmpty();
      assertThat(why(third, study)).isEmpty();
    }

    @Test
    void showsNothingIfTheFirstSharerDidNotAllowIt() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      UUID first = share(study, account, null, second, null, false, null);
      share(study, second, first, third, null, false, null);
      assertThat(why(second, study)).isPresent();
      assertThat(why(third, study)).isEmpty();
    }

    @Test
    void endsWhenTheFirstSharerLosesTheStudy() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      UUID first = share(study, account, null, second, null, true, null);
      share(study, second, first, third, null, true, null);
      assertThat(why(third, study)).isPresent();
      numbers.take(account);
      assertThat(why(second, study)).isEmpty();
      assertThat(why(third, study)).isEmpty();
    }

    @Test
    void showsNothingFromSomebodyWhoIsNotInTheGroupThatHasTheParent() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      UUID group = group("Practice " + System.nanoTime());
      UUID first = share(study, account, null, null, group, true, null);
      share(study, second, first, third, null, true, null);
      assertThat(why(third, study)).isEmpty();
      join(group, second, Duration.ofDays(3));
      assertThat(why(third, study)).isPresent();
      clock.turn(Duration.ofDays(3));
      assertThat(why(third, study)).isEmpty();
    }

    @Test
    void showsNothingFromSomebodyWhoDoesNotHaveTheParent() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      UUID first = share(study, account, null, second, null, true, null);
      share(study, third, first, third, null, true, null);
      assertThat(why(third, study)).isEmpty();
    }
  }

  @Nested
  class AShareByThePhysicianWhomTheArchiveNames {
    private final AccountId second = people.byEmail().id();

    @Test
    void endsWhenTheArchiveNamesSomebodyElse() {
      TestStudy mine = new TestStudy().requestedBy("RIZIV", number);
      StudyUid study = stored(mine);
      share(study, account, null, second, null, true, null);
      assertThat(why(second, study)).contains(Kind.SHARE);
      TestArchive.remove(study);
      TestArchive.store(mine.requestedBy("RIZIV", number + "9"));
      clock.turn(Duration.ofSeconds(6));
      assertThat(why(second, study)).as("at the next look, before any sweep").isEmpty();
      assertThat(why(account, study)).isEmpty();
    }
  }

  @Test
  void aShareBeginsWhenItSays() {
    StudyUid study = TestArchive.store(new TestStudy());
    UUID share = share(study, null, null, account, null, false, null);
    jdbc.sql("update share set valid_from = ? where id = ?")
        .params(Timestamp.from(in(Duration.ofMillis(1))), share)
        .update();
    assertThat(why(account, study)).isEmpty();
    clock.turn(Duration.ofMillis(1));
    assertThat(why(account, study)).isPresent();
  }

  private AccountId patient() {
    AccountId patient = people.byEmail().id();
    jdbc.sql("update account set role = 'patient' where id = ?").params(patient.value()).update();
    return patient;
  }

  private UUID group(String name) {
    UUID id = UUID.randomUUID();
    jdbc.sql("insert into care_group values (?, ?, ?, 'practice', now())")
        .params(id, name, name)
        .update();
    return id;
  }

  private void join(UUID group, AccountId member, Duration until) {
    jdbc.sql("insert into group_member values (?, ?, false, now(), ?)")
        .params(group, member.value(), Timestamp.from(in(until)))
        .update();
  }

  private void leave(UUID group, AccountId member) {
    jdbc.sql("update group_member set left_at = now() where group_id = ? and account_id = ?")
        .params(group, member.value())
        .update();
  }

  private UUID share(
      StudyUid study,
      @Nullable AccountId by,
      @Nullable UUID parent,
      @Nullable AccountId to,
      @Nullable UUID group,
      boolean onward,
      @Nullable Duration until) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into share (id, kind, sharer_id, shared_by, account_id, group_id, may_share_on,
              shared_at, valid_from, expires_at)
            values (:id, 'share', :by, 'Dr X', :to, :group, :onward, :now, :now, :until)
            """)
        .param("id", id)
        .param("by", by == null ? null : by.value())
        .param("to", to == null ? null : to.value())
        .param("group", group)
        .param("onward", onward)
        .param("now", Timestamp.from(clock.instant()))
        .param("until", until == null ? null : Timestamp.from(in(until)))
        .update();
    jdbc.sql(
            "insert into share_study (share_id, study_uid, parent_id) values (:id, :study, :parent)")
        .param("id", id)
        .param("study", study.value())
        .param("parent", parent)
        .update();
    return id;
  }

  private void withdraw(UUID share) {
    jdbc.sql("update share_study set withdrawn_at = now() where share_id = ?")
        .params(share)
        .update();
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }

  private StudyUid stored(TestStudy study) {
    TestArchive.store(study.at(clock.instant()));
    indexed.update();
    return study.uid();
  }

  private Optional<Kind> why(AccountId who, StudyUid study) {
    return studies.see(who, study).map(access -> access.why().kind());
  }

  private List<AccessReason> reasons(AccountId who, StudyUid study) {
    return studies.see(who, study).map(StudyAccess::reasons).orElse(List.of());
  }
}

package org.sallyport.portal.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.AccessReason.Kind;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.portal.studies.names.ConfirmedNames;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/* A separate application: other tests must not change its clock. */
@TestPropertySource(properties = "still=yes")
@SallyportTest
class StudiesTest {
  private static final Duration LONGER_THAN_A_RECHECK = Duration.ofSeconds(6);

  @Autowired Studies studies;
  @Autowired Shares shares;
  @Autowired ConfirmedNames names;
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
  class APhysicianNumber {
    @Test
    void showsWhatItsHolderRequested() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      assertThat(why(study)).contains(Kind.REQUESTING);
    }

    @Test
    void showsWhatItsHolderReferred() {
      StudyUid study = stored(new TestStudy().referredBy("RIZIV", number));
      assertThat(why(study)).contains(Kind.REFERRING);
    }

    @Test
    void isFoundInsideTheRequestAttributes() {
      StudyUid study = stored(new TestStudy().requestedInRequest("RIZIV", number));
      assertThat(why(study)).contains(Kind.REQUESTING);
    }

    @Test
    void ofAnotherIssuerShowsNothing() {
      StudyUid study = stored(new TestStudy().requestedBy("NHS", number));
      assertThat(why(study)).isEmpty();
    }

    @Test
    void withoutAnIssuerShowsNothing() {
      StudyUid study =
          stored(
              new TestStudy()
                  .with(
                      "RequestingPhysicianIdentificationSequence",
                      List.of(
                          Map.of(
                              "PersonIdentificationCodeSequence",
                              List.of(Map.of("CodeValue", number))))));
      assertThat(why(study)).isEmpty();
    }

    @Test
    void ofSomebodyElseShowsNothing() {
      String other = numbers.give(people.byEmail().id(), "RIZIV");
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", other));
      assertThat(why(study)).isEmpty();
    }

    @Test
    void takenFromTheAccountShowsNothingFromThatMoment() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      assertThat(why(study)).isPresent();
      numbers.take(account);
      assertThat(why(study)).isEmpty();
    }

    @Test
    void showsTheRequestBeforeTheReferral() {
      StudyUid study =
          stored(new TestStudy().referredBy("RIZIV", number).requestedBy("RIZIV", number));
      assertThat(why(study)).contains(Kind.REQUESTING);
    }
  }

  @Nested
  class AConfirmedName {
    private final String name = "Brambleway^Hester^" + System.nanoTime();

    @BeforeEach
    void confirmed() {
      assertThat(names.confirm(account, name, new Actor(null, "Ada Admin"), Origin.COMMAND_LINE))
          .isTrue();
    }

    @Test
    void showsTheEntryThatHasExactlyThisNameAndNoNumber() {
      StudyUid requested = stored(new TestStudy().with("RequestingPhysician", name));
      StudyUid referred = stored(new TestStudy().with("ReferringPhysicianName", name));
      assertThat(why(requested)).contains(Kind.REQUESTING);
      assertThat(why(referred)).contains(Kind.REFERRING);
    }

    @Test
    void showsNothingThatIsSpelledInAnotherWay() {
      for (String other :
          List.of(name.toUpperCase(java.util.Locale.ROOT), name + "^^Dr", "Brambleway^Hester")) {
        StudyUid study = stored(new TestStudy().with("RequestingPhysician", other));
        assertThat(why(study)).as(other).isEmpty();
      }
    }

    @Test
    void showsNothingWhereTheEntryHasANumber() {
      StudyUid study =
          stored(
              new TestStudy().with("RequestingPhysician", name).requestedBy("RIZIV", number + "9"));
      assertThat(why(study)).isEmpty();
    }

    @Test
    void countsForOneAccountAlone() {
      assertThat(
              names.confirm(
                  people.byEmail().id(), name, new Actor(null, "Ada Admin"), Origin.COMMAND_LINE))
          .isFalse();
      assertThat(names.confirm(account, name, new Actor(null, "Ada Admin"), Origin.COMMAND_LINE))
          .isTrue();
    }
  }

  @Test
  void anUnconfirmedNameShowsNothing() {
    StudyUid study = stored(new TestStudy().with("RequestingPhysician", "Person^Dr"));
    assertThat(why(study)).isEmpty();
  }

  @Nested
  class AShare {
    private final StudyUid study = TestArchive.store(new TestStudy());

    @Test
    void showsTheStudyAtOnceAndSaysByWhomAndUntilWhen() {
      Instant until = clock.instant().plus(Duration.ofDays(7));
      shares.share(study, account, "Dr Emile Vuurtoren", until);
      assertThat(reason(study).grantedBy()).isEqualTo("Dr Emile Vuurtoren");
      assertThat(reason(study).until()).isEqualTo(until);
    }

    @Test
    void isOverAtItsEnd() {
      shares.share(study, account, "Dr Emile Vuurtoren", clock.instant().plusMillis(1));
      assertThat(why(study)).isPresent();
      clock.turn(Duration.ofMillis(1));
      assertThat(why(study)).isEmpty();
    }

    @Test
    void isGoneAtOnceWhenWithdrawn() {
      shares.share(study, account, "Dr Emile Vuurtoren", null);
      assertThat(why(study)).contains(Kind.SHARE);
      assertThat(reason(study).until()).isNull();
      shares.withdraw(study, account, "Dr Emile Vuurtoren");
      assertThat(why(study)).isEmpty();
    }

    @Test
    void showsNothingToAnotherAccount() {
      shares.share(study, people.byEmail().id(), "Dr Emile Vuurtoren", null);
      assertThat(why(study)).isEmpty();
    }

    @Test
    void ofAStudyThatTheArchiveDoesNotHaveShowsNothing() {
      StudyUid nowhere = new TestStudy().uid();
      shares.share(nowhere, account, "Dr Emile Vuurtoren", null);
      assertThat(why(nowhere)).isEmpty();
    }
  }

  @Nested
  class TheArchive {
    @Test
    void decidesWhateverTheIndexSays() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      jdbc.sql("update study_person set number = :number where study_uid = :study")
          .param("number", number)
          .param("study", study.value())
          .update();
      assertThat(studies.candidates(account)).hasSize(1);
      assertThat(why(study)).isEmpty();
    }

    @Test
    void isAskedAgainAfterSeconds() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      assertThat(why(study)).isPresent();
      TestArchive.remove(study);
      clock.turn(LONGER_THAN_A_RECHECK);
      assertThat(why(study)).isEmpty();
    }

    @Test
    void isNotAskedForAStudyThatCannotBeTheAccounts() {
      StudyUid foreign = stored(new TestStudy().requestedBy("RIZIV", number + "7"));
      clock.turn(LONGER_THAN_A_RECHECK);
      List<String> heard =
          TestArchive.wire()
              .during(
                  () -> {
                    assertThat(why(foreign)).isEmpty();
                    assertThat(why(new TestStudy().uid())).isEmpty();
                  });
      assertThat(heard).isEmpty();
    }

    @Test
    void isSaidToBeOutOfReach() {
      StudyUid study = stored(new TestStudy().requestedBy("RIZIV", number));
      clock.turn(LONGER_THAN_A_RECHECK);
      TestArchive.wire()
          .cutDuring(
              () -> assertThatThrownBy(() -> why(study)).isInstanceOf(ArchiveUnreachable.class));
      assertThat(why(study)).isPresent();
    }
  }

  private StudyUid stored(TestStudy study) {
    TestArchive.store(study);
    indexed.update();
    return study.uid();
  }

  private Optional<Kind> why(StudyUid study) {
    return studies.see(account, study).map(access -> access.why().kind());
  }

  private AccessReason reason(StudyUid study) {
    return studies.see(account, study).orElseThrow().why();
  }
}

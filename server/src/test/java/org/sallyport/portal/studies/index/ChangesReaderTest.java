package org.sallyport.portal.studies.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.list.AccountStudies;
import org.sallyport.portal.studies.list.ListedStudy;
import org.sallyport.portal.studies.list.StudyOrder;
import org.sallyport.portal.studies.list.StudyQuery;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The list of changes of a real Orthanc, with no sweep that could find the studies instead. */
@TestPropertySource(properties = "sallyport.studies.sweep=365d")
@SallyportTest
class ChangesReaderTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Autowired AccountStudies list;
  @Autowired Sweep sweep;
  @Autowired ChangesReader reader;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;

  private AccountId account;
  private String number;

  @DynamicPropertySource
  static void feed(DynamicPropertyRegistry registry) {
    registry.add(
        "sallyport.archive.orthanc-url",
        () ->
            String.valueOf(TestArchive.settings().get("sallyport.archive.url"))
                .replace("/dicom-web", ""));
  }

  @BeforeEach
  void somebodyWithANumber() {
    TestArchive.start();
    sweep.readEverything();
    account = people.byEmail().id();
    number = numbers.give(account, "RIZIV");
    // The reader may have begun while the archive was still starting.
    assertThat(Poll.until(SOON, this::isRead)).isTrue();
  }

  @Test
  void showsANewStudy() {
    StudyUid study = TestArchive.store(mine());
    assertThat(soon(studies -> studies.stream().anyMatch(it -> it.uid().equals(study)))).isTrue();
  }

  @Test
  void showsAnOldStudyThatIsNewInTheArchive() {
    TestArchive.store(mine().with("StudyDate", "19990101"));
    assertThat(soon(studies -> studies.size() == 1)).isTrue();
  }

  @Test
  void aDeletedStudyVanishes() {
    StudyUid recent = TestArchive.store(mine());
    StudyUid old = TestArchive.store(mine().with("StudyDate", "19990101"));
    assertThat(soon(studies -> studies.size() == 2)).isTrue();
    TestArchive.remove(recent);
    assertThat(soon(studies -> studies.size() == 1)).isTrue();
    TestArchive.remove(old);
    assertThat(soon(List::isEmpty)).isTrue();
  }

  @Test
  void aChangedRequesterTakesTheStudyFromTheList() {
    TestStudy study = mine();
    TestArchive.store(study);
    assertThat(soon(studies -> studies.size() == 1)).isTrue();
    TestArchive.remove(study.uid());
    TestArchive.store(study.requestedBy("RIZIV", number + "9"));
    assertThat(soon(List::isEmpty)).isTrue();
    // It may be gone at first, if the reader looks between the two changes.
    String row = "study_index where study_uid = '" + study.uid() + "'";
    assertThat(Poll.until(SOON, () -> count(row) == 1)).isTrue();
    assertThat(list.page(account, all()).studies()).isEmpty();
  }

  @Test
  void aListThatBeginsAnewIsFollowedFromItsBeginning() {
    jdbc.sql("update archive_feed set last = last + 1000000").update();
    TestArchive.store(mine());
    assertThat(soon(studies -> studies.size() == 1)).isTrue();
    assertThat(Poll.until(SOON, () -> count("archive_feed where last < 1000000") == 1)).isTrue();
    TestArchive.store(mine());
    assertThat(soon(studies -> studies.size() == 2)).isTrue();
  }

  @Test
  void oneNodeReadsAtATime() {
    jdbc.sql(
            """
            update archive_feed set reader = '00000000-0000-0000-0000-000000000001',
              read_until = '2999-01-01'
            """)
        .update();
    TestArchive.store(mine());
    reader.run();
    reader.run();
    assertThat(list.page(account, all()).studies()).isEmpty();
    jdbc.sql("update archive_feed set read_until = '2000-01-01'").update();
    assertThat(soon(studies -> studies.size() == 1)).isTrue();
  }

  private TestStudy mine() {
    return new TestStudy().requestedBy("RIZIV", number);
  }

  private boolean isRead() {
    return count("archive_feed") == 1;
  }

  private boolean soon(Predicate<List<ListedStudy>> what) {
    return Poll.until(SOON, () -> what.test(list.page(account, all()).studies()));
  }

  private long count(String rows) {
    return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
  }

  private static StudyQuery all() {
    return new StudyQuery(
        "",
        "",
        "",
        null,
        false,
        StudyOrder.DATE,
        true,
        null,
        false,
        100,
        java.time.LocalDate.of(2026, 11, 24));
  }
}

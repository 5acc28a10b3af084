package org.sallyport.portal.studies.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.AccessReason.Kind;
import org.sallyport.portal.studies.index.Marks;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the list tells an account of the reports of a study that it sees without them. */
@SallyportTest
class WithheldReportsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @Autowired AccountStudies list;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  private final String root = "1.2.826.0.1.3680043.10.1771.45." + System.nanoTime() + ".";
  private AccountId reader;
  private String number;

  @BeforeEach
  void reader() {
    reader = people.byEmail().id();
    number = numbers.give(reader, "RIZIV");
  }

  /** A study of two series, or of one more with a report. */
  private StudyUid study(int which, boolean report) {
    StudyUid uid = new StudyUid(root + which);
    String[] modalities = report ? new String[] {"CT", "SR"} : new String[] {"CT"};
    String[] marks = report ? new String[] {"m=CT", "m=SR"} : new String[] {"m=CT"};
    jdbc.sql(
            """
            insert into study_index (study_uid, performed, study_date, modalities, institution, series,
              objects, has_report, words)
            values (?, ?::timestamp, ?, ?, 'Lindenmoor', ?, ?, ?, array_to_tsvector(?))
            """)
        .params(uid.value(), TODAY.atTime(12, which).toString(), TODAY, modalities)
        .params(report ? 3 : 2, report ? 31 : 30, report, marks)
        .update();
    return uid;
  }

  private void shared(StudyUid study, boolean report) {
    UUID id = UUID.randomUUID();
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            insert into share (id, kind, shared_by, account_id, with_report, shared_at, valid_from)
            values (?, 'share', 'Dr X', ?, ?, ?, ?)
            """)
        .params(id, reader.value(), report, now, now)
        .update();
    jdbc.sql("insert into share_study (share_id, study_uid) values (?, ?)")
        .params(id, study.value())
        .update();
  }

  private void named(StudyUid study) {
    jdbc.sql(
            """
            insert into study_person (study_uid, part, issuer, number, study_date, performed, seen_at)
            select study_uid, 'requesting', 'RIZIV', ?, study_date, performed, now()
            from study_index where study_uid = ?
            """)
        .params(number, study.value())
        .update();
    jdbc.sql("update study_index set words = words || array_to_tsvector(?) where study_uid = ?")
        .params(
            new String[] {"n=RIZIV|" + number, "c=CT|n=RIZIV|" + number, "c=SR|n=RIZIV|" + number},
            study.value())
        .update();
  }

  private StudyQuery query(String modality, StudyOrder order) {
    return new StudyQuery("", modality, "", null, false, order, true, null, false, 100, TODAY);
  }

  private List<ListedStudy> listed(String modality, StudyOrder order) {
    return list.page(reader, query(modality, order)).studies();
  }

  private List<StudyUid> found(String modality, StudyOrder order) {
    return listed(modality, order).stream().map(ListedStudy::uid).toList();
  }

  private static List<Object> told(ListedStudy study) {
    return List.of(study.modalities(), study.series(), study.instances(), study.hasReport());
  }

  @Nested
  class N09_AReportIsWithheld {
    @Test
    void aStudyWithAReportLooksLikeOneWithout() {
      shared(study(1, true), false);
      shared(study(2, false), false);
      for (StudyOrder order : StudyOrder.values()) {
        assertThat(listed("", order))
            .as("%s", order)
            .hasSize(2)
            .extracting(WithheldReportsTest::told)
            .containsOnly(List.of(List.of("CT"), 0, 0, false));
      }
      assertThat(list.summary(reader).modalities()).containsExactly("CT");
    }

    @ParameterizedTest
    @CsvSource({"DATE", "PATIENT", "MODALITY", "INSTITUTION"})
    void itIsNotFoundByTheModalityOfReports(StudyOrder order) {
      StudyUid withheld = study(1, true);
      shared(withheld, false);
      StudyUid own = study(2, true);
      named(own);
      assertThat(found("SR", order)).containsExactly(own);
      assertThat(found("CT", order)).containsExactlyInAnyOrder(withheld, own);
    }

    /** The search index finds what is not among the studies that are looked through first. */
    @Test
    void norByTheSearchIndex() {
      StudyUid withheld = study(1, true);
      shared(withheld, false);
      StudyUid own = study(2, true);
      named(own);
      assertThat(
              jdbc.sql(ListSql.found(query("SR", StudyOrder.DATE)))
                  .param("account", reader.value())
                  .param("now", Timestamp.from(clock.instant()))
                  .param("search", query("SR", StudyOrder.DATE).search())
                  .param("modality", "SR")
                  .param("paired", Marks.pairedWith("SR"))
                  .param("since", TODAY.atStartOfDay())
                  .query((row, line) -> row.getString("study_uid"))
                  .list())
          .containsExactly(own.value());
    }

    /** "CT SR" would come after "CT", whatever the time. */
    @Test
    void theOrderByModalityDoesNotTell() {
      StudyUid earlier = study(1, true);
      StudyUid later = study(2, false);
      shared(earlier, false);
      shared(later, false);
      assertThat(found("", StudyOrder.MODALITY)).containsExactly(later, earlier);
    }

    @Test
    void aSearchByDicomWebNamesNeitherTheModalityNorTheCounts() {
      ObjectNode json = new ObjectMapper().createObjectNode();
      attribute(json, Tag.STUDY_INSTANCE_UID, root + 1);
      attribute(json, Tag.MODALITIES_IN_STUDY, "CT", "SR");
      attribute(json, Tag.SERIES_IN_STUDY, "3");
      attribute(json, Tag.INSTANCES_IN_STUDY, "31");
      attribute(json, Tag.SOP_CLASSES_IN_STUDY, "1.2.840.10008.5.1.4.1.1.88.33");
      DicomObject hidden = HiddenReports.attributes(access(json, false));
      assertThat(hidden.texts(Tag.MODALITIES_IN_STUDY)).containsExactly("CT");
      assertThat(hidden.json().has(Tag.SERIES_IN_STUDY)).isFalse();
      assertThat(hidden.json().has(Tag.INSTANCES_IN_STUDY)).isFalse();
      assertThat(hidden.json().has(Tag.SOP_CLASSES_IN_STUDY)).isFalse();
      assertThat(HiddenReports.attributes(access(json, true)).json()).isEqualTo(json);
      assertThat(told(ListedStudy.of(access(json, false))))
          .isEqualTo(List.of(List.of("CT"), 0, 0, false));
    }

    private static void attribute(ObjectNode json, String tag, String... values) {
      ArrayNode array = json.putObject(tag).putArray("Value");
      List.of(values).forEach(array::add);
    }

    private static StudyAccess access(ObjectNode json, boolean withReport) {
      AccessReason reason =
          new AccessReason(Kind.SHARE, 21, "Dr X", null, null, null, null, withReport, false);
      StudyEntry study = StudyEntry.of(new DicomObject(json)).orElseThrow();
      return new StudyAccess(study, List.of(reason), false);
    }

    @Test
    void whoHasAnotherReasonSeesIt() {
      StudyUid both = study(1, true);
      shared(both, false);
      shared(both, true);
      StudyUid own = study(2, true);
      shared(own, false);
      named(own);
      assertThat(found("SR", StudyOrder.DATE)).containsExactly(own, both);
      assertThat(listed("", StudyOrder.DATE))
          .extracting(WithheldReportsTest::told)
          .containsOnly(List.of(List.of("CT", "SR"), 3, 31, true));
      assertThat(list.summary(reader).modalities()).containsExactly("CT", "SR");
    }
  }
}

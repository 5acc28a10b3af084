package org.sallyport.portal.studies.index;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.names.IndexedNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The index of studies and the physicians they name. Rows are written only if they differ from the
 * archive's response.
 */
@Repository
@RequiredArgsConstructor
class StudyIndex {
  private static final String WRITE =
      """
      insert into study_index as old (study_uid, performed, study_date, study_time, modalities,
        institution, patient_name, patient_sort, patient_issuer, patient_id, born, sex, description,
        accession_number, series, objects, has_report, words, first_seen)
      values (:uid, :performed, :date, :time, :modalities, :institution, :name, :sort, :issuer, :id,
        :born, :sex, :description, :accession, :series, :objects, :report, array_to_tsvector(:words), :now)
      on conflict (study_uid) do update set performed = excluded.performed,
        study_date = excluded.study_date, study_time = excluded.study_time,
        modalities = excluded.modalities, institution = excluded.institution,
        patient_name = excluded.patient_name, patient_sort = excluded.patient_sort,
        patient_issuer = excluded.patient_issuer, patient_id = excluded.patient_id,
        born = excluded.born, sex = excluded.sex, description = excluded.description,
        accession_number = excluded.accession_number, series = excluded.series,
        objects = excluded.objects, has_report = excluded.has_report, words = excluded.words
      where (old.performed, old.study_date, old.study_time, old.modalities, old.institution,
          old.patient_name, old.patient_sort, old.patient_issuer, old.patient_id, old.born, old.sex,
          old.description, old.accession_number, old.series, old.objects, old.words)
        is distinct from (excluded.performed, excluded.study_date, excluded.study_time,
          excluded.modalities, excluded.institution, excluded.patient_name, excluded.patient_sort,
          excluded.patient_issuer, excluded.patient_id, excluded.born, excluded.sex,
          excluded.description, excluded.accession_number, excluded.series, excluded.objects,
          excluded.words)
      """;

  private static final String IN_RANGE =
      """
      select study_uid from study_index
      where case when :everything then study_date is null
        else study_date between :from::date and :to::date end
      """;

  private final JdbcClient jdbc;
  private final IndexedNames names;
  private final Clock clock;

  @Transactional
  void write(Collection<StudyEntry> entries) {
    List<StudyEntry> inOrder =
        entries.stream().sorted(Comparator.comparing(entry -> entry.uid().value())).toList();
    inOrder.forEach(this::writeStudy);
    names.write(inOrder);
    inOrder.forEach(this::updateOrder);
  }

  /** The studies of a range; for the unlimited range only those without a date. */
  Set<StudyUid> studies(StudyDateRange range) {
    return jdbc.sql(IN_RANGE)
        .param("everything", range.isEverything())
        .param("from", range.from() == null ? "-infinity" : range.from().toString())
        .param("to", range.to() == null ? "infinity" : range.to().toString())
        .query((row, number) -> new StudyUid(row.getString(1)))
        .set();
  }

  /** Those of the studies that are in the index. */
  Set<StudyUid> known(Collection<StudyUid> studies) {
    return jdbc.sql("select study_uid from study_index where study_uid = any(:uids)")
        .param("uids", uids(studies))
        .query((row, number) -> new StudyUid(row.getString(1)))
        .set();
  }

  Set<StudyUid> all() {
    return new HashSet<>(
        jdbc.sql("select study_uid from study_index")
            .query((row, number) -> new StudyUid(row.getString(1)))
            .set());
  }

  long size() {
    return jdbc.sql("select count(*) from study_index").query(Long.class).single();
  }

  @Transactional
  void forget(Collection<StudyUid> studies) {
    String[] uids = uids(studies);
    names.forget(studies);
    jdbc.sql("delete from study_index where study_uid = any(:uids)").param("uids", uids).update();
  }

  private void writeStudy(StudyEntry entry) {
    Indexable values = Indexable.of(entry);
    jdbc.sql(WRITE)
        .param("uid", entry.uid().value())
        .param("performed", IndexedNames.performed(entry))
        .param("date", entry.date())
        .param("time", entry.time())
        .param("modalities", values.modalities().toArray(String[]::new))
        .param("institution", values.institution())
        .param("name", values.patientName())
        .param("sort", values.patientSort())
        .param("issuer", values.patientIssuer())
        .param("id", values.patientId())
        .param("born", entry.born())
        .param("sex", values.sex())
        .param("description", values.description())
        .param("accession", values.accessionNumber())
        .param("series", entry.series())
        .param("objects", entry.instances())
        .param("report", values.hasReport())
        .param("words", Marks.of(entry, values, names).toArray(String[]::new))
        .param("now", clock.instant())
        .update();
  }

  /** Gives the rows of a study's physicians and patient what lists are ordered by. */
  private void updateOrder(StudyEntry entry) {
    for (String table : List.of("study_person", "study_patient")) {
      updateOrderIn(table, entry);
    }
  }

  private void updateOrderIn(String table, StudyEntry entry) {
    jdbc.sql(
            "update "
                + table
                + " set performed = :performed, study_date = :date, patient_sort = :sort"
                + " where study_uid = :uid and (performed, patient_sort) <> (:performed, :sort)")
        .param("performed", IndexedNames.performed(entry))
        .param("date", entry.date())
        .param("sort", Indexable.of(entry).patientSort())
        .param("uid", entry.uid().value())
        .update();
  }

  private static String[] uids(Collection<StudyUid> studies) {
    return studies.stream().map(StudyUid::value).toArray(String[]::new);
  }
}

package org.sallyport.studies.index;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sallyport.archive.Physician;
import org.sallyport.archive.Physician.Part;
import org.sallyport.archive.StudyEntry;
import org.sallyport.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The index of studies and the physicians they name. Rows are written only if they differ from the
 * archive's response.
 */
@Repository
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

  private final JdbcClient jdbc;
  private final Clock clock;

  StudyIndex(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A physician of a study, as one row. */
  record Row(StudyUid study, Physician physician) {}

  @Transactional
  void write(Collection<StudyEntry> entries) {
    Set<Row> now = new HashSet<>();
    Map<StudyUid, LocalDateTime> performed = new HashMap<>();
    for (StudyEntry entry : entries) {
      Indexable values = Indexable.of(entry);
      writeStudy(entry, values);
      values.physicians().forEach(physician -> now.add(new Row(entry.uid(), physician)));
      performed.put(entry.uid(), performed(entry));
    }
    Set<Row> before = rows(entries.stream().map(StudyEntry::uid).toList());
    before.stream().filter(row -> !now.contains(row)).forEach(this::delete);
    now.stream().filter(row -> !before.contains(row)).forEach(this::insert);
    performed.forEach(this::move);
  }

  /** The studies of a range; for the unlimited range only those without a date. */
  Set<StudyUid> studies(Span span) {
    return jdbc.sql(
            """
            select study_uid from study_index
            where case when :everything then study_date is null
              else study_date between :from::date and :to::date end
            """)
        .param("everything", span.isEverything())
        .param("from", span.from() == null ? "-infinity" : span.from().toString())
        .param("to", span.to() == null ? "infinity" : span.to().toString())
        .query((row, number) -> new StudyUid(row.getString(1)))
        .set();
  }

  @Transactional
  void forget(Collection<StudyUid> studies) {
    String[] uids = uids(studies);
    jdbc.sql("delete from study_person where study_uid = any(:uids)").param("uids", uids).update();
    jdbc.sql("delete from study_index where study_uid = any(:uids)").param("uids", uids).update();
  }

  private void writeStudy(StudyEntry entry, Indexable values) {
    jdbc.sql(WRITE)
        .param("uid", entry.uid().value())
        .param("performed", performed(entry))
        .param("date", entry.date())
        .param("time", entry.time())
        .param("modalities", values.modalities().toArray(String[]::new))
        .param("institution", values.institution())
        .param("name", values.patientName())
        .param("sort", Folding.fold(entry.patient().shown()))
        .param("issuer", values.patientIssuer())
        .param("id", values.patientId())
        .param("born", entry.born())
        .param("sex", values.sex())
        .param("description", values.description())
        .param("accession", values.accessionNumber())
        .param("series", entry.series())
        .param("objects", entry.instances())
        .param("report", values.hasReport())
        .param("words", Marks.of(entry, values).toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The time by which the list is ordered; studies without a date come last. */
  private static LocalDateTime performed(StudyEntry entry) {
    if (entry.date() == null) {
      return LocalDateTime.MIN;
    }
    return entry.time() == null
        ? entry.date().atStartOfDay()
        : entry.date().atTime(entry.time()).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Gives the rows of a study's physicians its time. */
  private void move(StudyUid study, LocalDateTime performed) {
    jdbc.sql(
            """
            update study_person set performed = :performed, study_date = cast(:date as date)
            where study_uid = :uid and performed <> :performed
            """)
        .param("performed", performed)
        .param("date", performed.equals(LocalDateTime.MIN) ? null : performed.toLocalDate())
        .param("uid", study.value())
        .update();
  }

  private Set<Row> rows(List<StudyUid> studies) {
    return jdbc.sql(
            """
            select study_uid, part, issuer, number, name from study_person
            where study_uid = any(:uids)
            """)
        .param("uids", uids(studies))
        .query(
            (row, number) ->
                new Row(
                    new StudyUid(row.getString(1)),
                    new Physician(
                        Part.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5))))
        .set();
  }

  private void delete(Row row) {
    key(
            jdbc.sql(
                """
                delete from study_person where study_uid = :uid and part = :part
                  and issuer = :issuer and number = :number and name = :name
                """),
            row)
        .update();
  }

  private void insert(Row row) {
    key(
            jdbc.sql(
                """
                insert into study_person (study_uid, part, issuer, number, name, study_date, performed,
                  seen_at)
                select :uid, :part, :issuer, :number, :name, i.study_date, i.performed, :now
                from study_index i where i.study_uid = :uid
                on conflict do nothing
                """),
            row)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private static JdbcClient.StatementSpec key(JdbcClient.StatementSpec statement, Row row) {
    Physician physician = row.physician();
    return statement
        .param("uid", row.study().value())
        .param("part", physician.part().name().toLowerCase(Locale.ROOT))
        .param("issuer", physician.issuer())
        .param("number", physician.number())
        .param("name", physician.name());
  }

  private static String[] uids(Collection<StudyUid> studies) {
    return studies.stream().map(StudyUid::value).toArray(String[]::new);
  }
}

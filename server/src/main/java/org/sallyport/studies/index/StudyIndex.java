package org.sallyport.studies.index;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    entries.forEach(this::writeStudy);
    Set<Row> now = new HashSet<>();
    entries.forEach(entry -> Indexable.of(entry).forEach(it -> now.add(new Row(entry.uid(), it))));
    Set<Row> before = rows(entries.stream().map(StudyEntry::uid).toList());
    before.stream().filter(row -> !now.contains(row)).forEach(this::delete);
    now.stream().filter(row -> !before.contains(row)).forEach(row -> insert(row, entries));
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

  private void writeStudy(StudyEntry entry) {
    jdbc.sql(
            """
            insert into study_index as old (study_uid, study_date, study_time, modalities, institution)
            values (:uid, :date, :time, :modalities, :institution)
            on conflict (study_uid) do update set study_date = excluded.study_date,
              study_time = excluded.study_time, modalities = excluded.modalities,
              institution = excluded.institution
            where (old.study_date, old.study_time, old.modalities, old.institution) is distinct from
              (excluded.study_date, excluded.study_time, excluded.modalities, excluded.institution)
            """)
        .param("uid", entry.uid().value())
        .param("date", entry.date())
        .param("time", entry.time())
        .param("modalities", Indexable.modalities(entry).toArray(String[]::new))
        .param("institution", Indexable.institution(entry))
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

  private void insert(Row row, Collection<StudyEntry> entries) {
    LocalDate date =
        entries.stream()
            .filter(entry -> entry.uid().equals(row.study()))
            .findFirst()
            .map(StudyEntry::date)
            .orElse(null);
    key(
            jdbc.sql(
                """
                insert into study_person (study_uid, part, issuer, number, name, study_date, seen_at)
                values (:uid, :part, :issuer, :number, :name, :date, :now) on conflict do nothing
                """),
            row)
        .param("date", date)
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

package org.sallyport.studies.index;

import java.util.Collection;
import java.util.Set;
import org.sallyport.archive.StudyEntry;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.IndexedNames;
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
  private final IndexedNames names;

  StudyIndex(JdbcClient jdbc, IndexedNames names) {
    this.jdbc = jdbc;
    this.names = names;
  }

  @Transactional
  void write(Collection<StudyEntry> entries) {
    entries.forEach(this::writeStudy);
    names.write(entries);
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
    names.forget(studies);
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

  private static String[] uids(Collection<StudyUid> studies) {
    return studies.stream().map(StudyUid::value).toArray(String[]::new);
  }
}

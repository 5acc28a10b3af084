package org.sallyport.portal.studies.list;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.PersonName;
import org.sallyport.portal.studies.StudyAccess;

/** Reads rows of the index. */
final class ListedRows {
  /** The columns of a study, of study_index i and study_opened o, after {@link KeyStudies#KEYS}. */
  static final String COLUMNS =
      String.format(
          Locale.ROOT,
          """
          i.study_uid, i.performed, i.study_date, i.study_time, i.patient_name, i.patient_id, i.born,
            i.sex, i.description, i.accession_number, i.institution, i.modalities, i.series,
            i.objects, i.has_report, o.study_uid is null as is_new, %s as withheld\
          """,
          KeyStudies.WITHHELD);

  private ListedRows() {}

  static ListedStudy of(ResultSet row) throws SQLException {
    boolean withheld = row.getBoolean("withheld");
    List<String> modalities = texts(row.getArray("modalities"));
    return new ListedStudy(
        new StudyUid(row.getString("study_uid")),
        row.getObject("performed", LocalDateTime.class),
        row.getObject("study_date", LocalDate.class),
        row.getObject("study_time", LocalTime.class),
        new PersonName(row.getString("patient_name")),
        row.getString("patient_id"),
        row.getObject("born", LocalDate.class),
        row.getString("sex"),
        row.getString("description"),
        row.getString("accession_number"),
        row.getString("institution"),
        withheld ? StudyAccess.withoutReports(modalities) : modalities,
        withheld ? 0 : row.getInt("series"),
        withheld ? 0 : row.getInt("objects"),
        row.getBoolean("has_report") && !withheld,
        row.getBoolean("is_new"));
  }

  static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}

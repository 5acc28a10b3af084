package org.sallyport.portal.studies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose studies they are, as the index has them; for audit, not for access. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PatientsOfStudies {
  private static final String PATIENTS =
      """
      select study_uid, patient_issuer, patient_id from study_index
       where study_uid = any(:studies) and patient_id <> ''
      """;

  private final JdbcClient jdbc;

  /** The patients of these studies; a study that the archive no longer has is left out. */
  public Map<StudyUid, PatientNumber> of(Collection<StudyUid> studies) {
    if (studies.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(PATIENTS)
        .param("studies", studies.stream().map(StudyUid::value).toArray(String[]::new))
        .query((row, index) -> patient(row))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map.Entry<StudyUid, PatientNumber> patient(ResultSet row) throws SQLException {
    return Map.entry(
        new StudyUid(row.getString("study_uid")),
        new PatientNumber(row.getString("patient_issuer"), row.getString("patient_id")));
  }

  /**
   * The studies of the patients with a number, of every issuer if none is given.
   *
   * @param issuer empty for any
   */
  public List<StudyUid> studies(String issuer, String number) {
    return jdbc.sql(
            """
            select study_uid from study_index
             where patient_id = :number and patient_id <> '' and (:issuer = '' or patient_issuer = :issuer)
             order by performed desc
            """)
        .param("issuer", issuer)
        .param("number", number)
        .query((row, index) -> new StudyUid(row.getString("study_uid")))
        .list();
  }
}

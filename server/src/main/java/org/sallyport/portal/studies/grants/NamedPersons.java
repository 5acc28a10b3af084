package org.sallyport.portal.studies.grants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whom the archive names for a study, as the index has it, and which accounts these are. Nothing of
 * the patient is read but whether an account has the patient's number.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NamedPersons {
  private static final String NAMED =
      """
      select p.part, p.issuer, p.number, p.name, a.username
      from study_person p
      left join physician_number n on p.number <> '' and n.issuer = p.issuer and n.number = p.number
      left join confirmed_name c on p.number = '' and c.name = p.name
      left join account a on a.id = coalesce(n.account_id, c.account_id)
      where p.study_uid = :study
      union all
      select 'patient', '', '', '', a.username
      from study_patient p
      left join patient_number n on n.issuer = p.issuer and n.number = p.number
      left join account a on a.id = n.account_id and a.role = 'patient'
      where p.study_uid = :study
      """;

  private final JdbcClient jdbc;

  public List<NamedPerson> of(StudyUid study) {
    return jdbc.sql(NAMED).param("study", study.value()).query((row, number) -> person(row)).list();
  }

  private static NamedPerson person(ResultSet row) throws SQLException {
    String number = row.getString("number");
    String issuer = row.getString("issuer");
    return new NamedPerson(
        AccessReason.Kind.of(row.getString("part")),
        number.isEmpty() ? "" : issuer + ":" + number,
        number.isEmpty() ? row.getString("name") : "",
        row.getString("username"));
  }
}

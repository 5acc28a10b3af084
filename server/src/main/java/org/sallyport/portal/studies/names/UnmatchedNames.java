package org.sallyport.portal.studies.names;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Names in archive entries without a number that are confirmed for no account, so that nobody has
 * access for them.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UnmatchedNames {
  private static final String NEWEST =
      """
      select n.name, n.studies, n.newest, count(distinct (i.patient_issuer, i.patient_id)) as patients
      from (
        select p.name, count(distinct p.study_uid) as studies, max(p.study_date) as newest
        from study_person p
        where p.number = '' and p.name <> ''
          and not exists (select from confirmed_name c where c.name = p.name)
        group by p.name
        order by max(p.study_date) desc nulls last, p.name
        limit :most
      ) n
      join study_person p on p.number = '' and p.name = n.name
      left join study_index i on i.study_uid = p.study_uid
      group by n.name, n.studies, n.newest
      order by n.newest desc nulls last, n.name
      """;

  private final JdbcClient jdbc;

  /** The names with the newest studies first. */
  public List<NameAccess> newest(int most) {
    return jdbc.sql(NEWEST).param("most", most).query((row, number) -> opens(row)).list();
  }

  /** What a name opens, or would open. */
  public NameAccess opens(String name) {
    return jdbc.sql(
            """
            select cast(:name as text) as name, count(distinct p.study_uid) as studies,
              count(distinct (i.patient_issuer, i.patient_id)) as patients, max(p.study_date) as newest
            from study_person p left join study_index i on i.study_uid = p.study_uid
            where p.number = '' and p.name = :name
            """)
        .param("name", name)
        .query((row, number) -> opens(row))
        .single();
  }

  private static NameAccess opens(ResultSet row) throws SQLException {
    return new NameAccess(
        row.getString("name"),
        row.getLong("studies"),
        row.getLong("patients"),
        row.getObject("newest", LocalDate.class));
  }
}

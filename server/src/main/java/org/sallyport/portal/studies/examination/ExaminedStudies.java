package org.sallyport.portal.studies.examination;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.Folding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds studies of the index by their numbers. */
@Repository
@RequiredArgsConstructor
class ExaminedStudies {
  /** Accession numbers are unique at one place only. */
  private static final int MAX_MATCHES = 10;

  private static final String COLUMNS =
      "select study_uid, study_date, modalities, institution, accession_number from study_index ";

  private static final String BY_ACCESSION_NUMBER =
      COLUMNS
          + "where words @@ cast(:search as tsquery) and accession_number = :number"
          + " order by performed desc limit "
          + MAX_MATCHES;

  private final JdbcClient jdbc;

  Optional<ExaminedStudy> find(StudyUid study) {
    return jdbc.sql(COLUMNS + "where study_uid = :study")
        .param("study", study.value())
        .query((row, number) -> study(row))
        .optional();
  }

  /** The newest studies with exactly this accession number; the search index finds them. */
  List<ExaminedStudy> byAccessionNumber(String number) {
    List<String> words = Folding.words(number);
    if (words.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(BY_ACCESSION_NUMBER)
        .param("search", allOf(words))
        .param("number", number)
        .query((row, each) -> study(row))
        .list();
  }

  /** As a query of the search index, which needs all of them. */
  private static String allOf(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "''") + "'")
        .collect(Collectors.joining(" & "));
  }

  private static ExaminedStudy study(ResultSet row) throws SQLException {
    return new ExaminedStudy(
        new StudyUid(row.getString("study_uid")),
        row.getObject("study_date", LocalDate.class),
        List.of((String[]) row.getArray("modalities").getArray()),
        row.getString("institution"),
        row.getString("accession_number"));
  }
}

package org.sallyport.portal.studies.dicomweb;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.DicomDateTimes;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.studies.grants.Candidate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the index says of studies, as attributes that a search can be compared with. */
@Repository
@RequiredArgsConstructor
class IndexedAttributes {
  private static final String READ =
      """
      select study_uid, study_date, modalities, institution, patient_name, patient_id,
             born, sex, description, accession_number
        from study_index where study_uid = any(string_to_array(:uids, ','))
      """;

  /** The others are compared with the archive's answer only. */
  private static final Set<Attribute> INDEXED =
      EnumSet.of(
          Attribute.STUDY_DATE,
          Attribute.MODALITIES_IN_STUDY,
          Attribute.INSTITUTION_NAME,
          Attribute.PATIENT_NAME,
          Attribute.PATIENT_ID,
          Attribute.PATIENT_BIRTH_DATE,
          Attribute.PATIENT_SEX,
          Attribute.STUDY_DESCRIPTION,
          Attribute.ACCESSION_NUMBER);

  private final JdbcClient jdbc;

  /**
   * The candidates that may match as far as the index knows, in the same order: also those that are
   * not in the index yet.
   */
  List<Candidate> mayMatch(List<Candidate> candidates, Search search) {
    Search indexed = search.only(INDEXED);
    if (indexed.filters().isEmpty()) {
      return candidates;
    }
    Map<StudyUid, DicomObject> known = of(candidates.stream().map(Candidate::study).toList());
    return candidates.stream()
        .filter(it -> !known.containsKey(it.study()) || indexed.matches(known.get(it.study())))
        .toList();
  }

  private Map<StudyUid, DicomObject> of(Collection<StudyUid> studies) {
    Map<StudyUid, DicomObject> found = new HashMap<>();
    List<String> uids = studies.stream().map(StudyUid::value).toList();
    jdbc.sql(READ)
        .param("uids", String.join(",", uids))
        .query((row, number) -> found.put(new StudyUid(row.getString("study_uid")), object(row)))
        .list();
    return found;
  }

  private static DicomObject object(ResultSet row) throws SQLException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    add(object, Attribute.STUDY_DATE, date(row.getDate("study_date")));
    add(object, Attribute.MODALITIES_IN_STUDY, (String[]) row.getArray("modalities").getArray());
    add(object, Attribute.INSTITUTION_NAME, row.getString("institution"));
    add(object, Attribute.PATIENT_NAME, row.getString("patient_name"));
    add(object, Attribute.PATIENT_ID, row.getString("patient_id"));
    add(object, Attribute.PATIENT_BIRTH_DATE, date(row.getDate("born")));
    add(object, Attribute.PATIENT_SEX, row.getString("sex"));
    add(object, Attribute.STUDY_DESCRIPTION, row.getString("description"));
    add(object, Attribute.ACCESSION_NUMBER, row.getString("accession_number"));
    return new DicomObject(object);
  }

  private static void add(ObjectNode object, Attribute attribute, String... values) {
    ArrayNode array = object.putObject(attribute.tag()).putArray("Value");
    for (String value : values) {
      if (!value.isEmpty()) {
        array.add(value);
      }
    }
  }

  private static String date(@Nullable Date date) {
    return date == null ? "" : DicomDateTimes.text(date.toLocalDate());
  }
}

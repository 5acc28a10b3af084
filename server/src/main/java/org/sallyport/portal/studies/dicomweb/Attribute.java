package org.sallyport.portal.studies.dicomweb;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.portal.archive.dicom.DicomObject;

/** The searchable attributes, and how their values are compared (PS3.4 section C.2.2.2). */
enum Attribute {
  STUDY_DATE("StudyDate", "00080020", Comparison.RANGE),
  STUDY_TIME("StudyTime", "00080030", Comparison.RANGE),
  ACCESSION_NUMBER("AccessionNumber", "00080050", Comparison.WILDCARD),
  MODALITY("Modality", "00080060", Comparison.WILDCARD),
  MODALITIES_IN_STUDY("ModalitiesInStudy", "00080061", Comparison.WILDCARD),
  INSTITUTION_NAME("InstitutionName", "00080080", Comparison.WILDCARD),
  REFERRING_PHYSICIAN_NAME("ReferringPhysicianName", "00080090", Comparison.NAME),
  STUDY_DESCRIPTION("StudyDescription", "00081030", Comparison.WILDCARD),
  SERIES_DESCRIPTION("SeriesDescription", "0008103E", Comparison.WILDCARD),
  SOP_CLASS_UID("SOPClassUID", "00080016", Comparison.UIDS),
  SOP_INSTANCE_UID("SOPInstanceUID", "00080018", Comparison.UIDS),
  PATIENT_NAME("PatientName", "00100010", Comparison.NAME),
  PATIENT_ID("PatientID", "00100020", Comparison.WILDCARD),
  PATIENT_BIRTH_DATE("PatientBirthDate", "00100030", Comparison.RANGE),
  PATIENT_SEX("PatientSex", "00100040", Comparison.WILDCARD),
  STUDY_INSTANCE_UID("StudyInstanceUID", "0020000D", Comparison.UIDS),
  SERIES_INSTANCE_UID("SeriesInstanceUID", "0020000E", Comparison.UIDS),
  STUDY_ID("StudyID", "00200010", Comparison.WILDCARD),
  SERIES_NUMBER("SeriesNumber", "00200011", Comparison.WILDCARD),
  INSTANCE_NUMBER("InstanceNumber", "00200013", Comparison.WILDCARD);

  private enum Comparison {
    UIDS,
    RANGE,
    WILDCARD,
    NAME
  }

  private final String keyword;
  private final String tag;
  private final Comparison comparison;

  Attribute(String keyword, String tag, Comparison comparison) {
    this.keyword = keyword;
    this.tag = tag;
    this.comparison = comparison;
  }

  /** Finds an attribute by its keyword or tag. */
  static Optional<Attribute> of(String name) {
    return Arrays.stream(values())
        .filter(it -> it.keyword.equals(name) || it.tag.equalsIgnoreCase(name))
        .findFirst();
  }

  String tag() {
    return tag;
  }

  /** Whether one of the item's values matches; an empty pattern matches every value. */
  boolean matches(DicomObject item, String pattern) {
    if (pattern.isEmpty()) {
      return true;
    }
    return switch (comparison) {
      case UIDS -> Arrays.asList(pattern.split("[,\\\\]")).contains(item.text(tag));
      case RANGE -> inRange(item.text(tag), pattern);
      case WILDCARD -> item.texts(tag).stream().anyMatch(it -> Wildcard.matches(pattern, it));
      case NAME -> Wildcard.matches(folded(pattern), folded(item.person(tag).exact()));
    };
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Compares by prefix at the upper end: 0951 is within a range that ends at 09. */
  private static boolean inRange(String value, String pattern) {
    int dash = pattern.indexOf('-');
    if (value.isEmpty() || dash < 0) {
      return !value.isEmpty() && value.equals(pattern);
    }
    String from = pattern.substring(0, dash);
    String to = pattern.substring(dash + 1);
    return value.compareTo(from) >= 0
        && (to.isEmpty() || value.startsWith(to) || value.compareTo(to) <= 0);
  }
}

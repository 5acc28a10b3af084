package org.sallyport.studies.list;

/** What the list is ordered by. */
public enum StudyOrder {
  DATE("''"),
  PATIENT("i.patient_sort"),
  MODALITY("array_to_string(i.modalities, ' ')"),
  INSTITUTION("lower(i.institution)");

  private final String column;

  StudyOrder(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}

package org.sallyport.portal.studies.list;

/** What the list is ordered by. */
public enum StudyOrder {
  DATE("''"),
  PATIENT("i.patient_sort"),
  MODALITY(ListSql.MODALITIES),
  INSTITUTION("lower(i.institution)");

  private final String column;

  StudyOrder(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}

package org.sallyport.portal.studies.reports.content;

/** The attributes of reports and documents (PS3.6), as named in DICOM JSON. */
public final class SrTag {
  public static final String SOP_CLASS_UID = "00080016";
  public static final String CONTENT_DATE = "00080023";
  public static final String CONTENT_TIME = "00080033";
  static final String CODE_VALUE = "00080100";
  static final String CODING_SCHEME = "00080102";
  static final String CODE_MEANING = "00080104";
  static final String REFERENCED_SERIES = "00081115";
  static final String REFERENCED_SOP_CLASS_UID = "00081150";
  static final String REFERENCED_SOP_INSTANCE_UID = "00081155";
  static final String REFERENCED_FRAME_NUMBER = "00081160";
  static final String REFERENCED_SOP = "00081199";
  static final String SERIES_INSTANCE_UID = "0020000E";
  static final String STUDY_INSTANCE_UID = "0020000D";
  static final String UNITS = "004008EA";
  static final String RELATIONSHIP = "0040A010";
  public static final String VERIFYING_ORGANIZATION = "0040A027";
  public static final String VERIFICATION_DATE_TIME = "0040A030";
  static final String VALUE_TYPE = "0040A040";
  static final String CONCEPT_NAME = "0040A043";
  public static final String VERIFYING_OBSERVER = "0040A073";
  public static final String VERIFYING_OBSERVER_NAME = "0040A075";
  static final String DATE_TIME = "0040A120";
  static final String DATE = "0040A121";
  static final String TIME = "0040A122";
  static final String PERSON_NAME = "0040A123";
  static final String UID = "0040A124";
  static final String TEXT_VALUE = "0040A160";
  static final String CONCEPT_CODE = "0040A168";
  static final String MEASURED_VALUE = "0040A300";
  static final String NUMERIC_QUALIFIER = "0040A301";
  static final String NUMERIC_VALUE = "0040A30A";
  static final String EVIDENCE = "0040A375";
  static final String OTHER_EVIDENCE = "0040A385";
  public static final String MANUFACTURER = "00080070";
  public static final String SOFTWARE_VERSIONS = "00181020";
  public static final String COMPLETION = "0040A491";
  public static final String VERIFICATION = "0040A493";
  public static final String PRELIMINARY = "0040A496";
  static final String CONTENT = "0040A730";
  static final String GRAPHIC_TYPE = "00700023";
  static final String REFERENCED_ITEM = "0040DB73";
  public static final String DOCUMENT_TITLE = "00420010";
  public static final String DOCUMENT = "00420011";
  public static final String DOCUMENT_TYPE = "00420012";

  private SrTag() {}
}

package org.sallyport.portal.archive.dicom;

/** The attributes that are read (DICOM PS3.6), as named in DICOM JSON (PS3.18 section F.2). */
public final class Tag {
  public static final String STUDY_DATE = "00080020";
  public static final String STUDY_TIME = "00080030";
  public static final String ACCESSION_NUMBER = "00080050";
  public static final String INSTANCE_AVAILABILITY = "00080056";
  public static final String MODALITY = "00080060";
  public static final String MODALITIES_IN_STUDY = "00080061";
  public static final String SOP_CLASSES_IN_STUDY = "00080062";
  public static final String INSTITUTION_NAME = "00080080";
  public static final String REFERRING_PHYSICIAN_NAME = "00080090";
  public static final String REFERRING_PHYSICIAN_IDENTIFICATION = "00080096";
  public static final String CONSULTING_PHYSICIAN_NAME = "0008009C";
  public static final String CONSULTING_PHYSICIAN_IDENTIFICATION = "0008009D";
  public static final String CODE_VALUE = "00080100";
  public static final String CODING_SCHEME_DESIGNATOR = "00080102";
  public static final String LONG_CODE_VALUE = "00080119";
  public static final String URN_CODE_VALUE = "00080120";
  public static final String SOP_CLASS_UID = "00080016";
  public static final String SOP_INSTANCE_UID = "00080018";
  public static final String STUDY_DESCRIPTION = "00081030";
  public static final String SERIES_DESCRIPTION = "0008103E";
  public static final String RETRIEVE_URL = "00081190";
  public static final String PATIENT_NAME = "00100010";
  public static final String PATIENT_ID = "00100020";
  public static final String ISSUER_OF_PATIENT_ID = "00100021";
  public static final String PATIENT_BIRTH_DATE = "00100030";
  public static final String PATIENT_SEX = "00100040";
  public static final String BODY_PART_EXAMINED = "00180015";
  public static final String STUDY_INSTANCE_UID = "0020000D";
  public static final String SERIES_INSTANCE_UID = "0020000E";
  public static final String STUDY_ID = "00200010";
  public static final String SERIES_NUMBER = "00200011";
  public static final String INSTANCE_NUMBER = "00200013";
  public static final String SERIES_OF_PATIENT = "00201202";
  public static final String INSTANCES_OF_PATIENT = "00201204";
  public static final String SERIES_IN_STUDY = "00201206";
  public static final String INSTANCES_IN_STUDY = "00201208";
  public static final String INSTANCES_IN_SERIES = "00201209";
  public static final String NUMBER_OF_FRAMES = "00280008";
  public static final String ROWS = "00280010";
  public static final String COLUMNS = "00280011";
  public static final String REQUESTING_PHYSICIAN_IDENTIFICATION = "00321031";
  public static final String REQUESTING_PHYSICIAN = "00321032";
  public static final String REQUEST_ATTRIBUTES = "00400275";
  public static final String NAMES_OF_INTENDED_RECIPIENTS = "00401010";
  public static final String INTENDED_RECIPIENTS_IDENTIFICATION = "00401011";
  public static final String PERSON_IDENTIFICATION_CODE = "00401101";

  private Tag() {}
}

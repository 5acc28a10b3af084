package org.sallyport.portal.studies.publish.document;

import static org.sallyport.portal.studies.publish.document.SrItem.related;

import java.util.List;

/** Who made a document, and with what (PS3.16 TID 1001 to 1004). */
final class Observer {
  private static final String CONTEXT = "HAS OBS CONTEXT";
  private static final Code TYPE = Code.dicom("121005", "Observer Type");

  private Observer() {}

  /** The account by its name. */
  static List<DataSet> person(String name) {
    return List.of(
        related(CONTEXT, SrItem.code(TYPE, Code.dicom("121006", "Person"))),
        related(
            CONTEXT,
            SrItem.person(
                Code.dicom("121008", "Person Observer Name"), DocumentHeader.person(name))));
  }

  /**
   * The program.
   *
   * @param uid of the installation
   */
  static List<DataSet> device(String uid) {
    return List.of(
        related(CONTEXT, SrItem.code(TYPE, Code.dicom("121007", "Device"))),
        related(CONTEXT, SrItem.uid(Code.dicom("121012", "Device Observer UID"), uid)),
        related(CONTEXT, SrItem.text(Code.dicom("121013", "Device Observer Name"), "Sallyport")));
  }

  /** The language of the names of concepts, and of what they lead to (TID 1204). */
  static DataSet language() {
    return related(
        "HAS CONCEPT MOD",
        SrItem.code(
            Code.dicom("121049", "Language of Content Item and Descendants"),
            new Code("en-US", "RFC5646", "English (United States)")));
  }
}

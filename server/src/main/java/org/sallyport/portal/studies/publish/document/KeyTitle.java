package org.sallyport.portal.studies.publish.document;

import java.util.Arrays;
import java.util.Optional;

/** What key images are for: the titles of CID 7010 that say it alone. */
public enum KeyTitle {
  OF_INTEREST("113000", "Of Interest"),
  FOR_REFERRING_PROVIDER("113002", "For Referring Provider"),
  FOR_SURGERY("113003", "For Surgery"),
  FOR_TEACHING("113004", "For Teaching"),
  FOR_CONFERENCE("113005", "For Conference"),
  FOR_THERAPY("113006", "For Therapy"),
  FOR_PATIENT("113007", "For Patient"),
  FOR_PEER_REVIEW("113008", "For Peer Review"),
  FOR_RESEARCH("113009", "For Research");

  private final String value;
  private final String meaning;

  KeyTitle(String value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  /** By its code. */
  public static Optional<KeyTitle> of(String value) {
    return Arrays.stream(values()).filter(title -> title.value.equals(value)).findFirst();
  }

  String meaning() {
    return meaning;
  }

  Code code() {
    return Code.dicom(value, meaning);
  }
}

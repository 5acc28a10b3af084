package org.sallyport.ids;

import java.util.Optional;

/** A Study Instance UID (0020,000D). Only what DICOM PS3.5 section 9.1 allows ever becomes one. */
public record StudyUid(String value) {
  public StudyUid {
    Uids.check(value);
  }

  /** Empty for anything that is no UID. */
  public static Optional<StudyUid> parse(String text) {
    return Uids.isUid(text) ? Optional.of(new StudyUid(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

package org.sallyport.platform.ids;

import java.util.Optional;

/** A Study Instance UID (0020,000D). Its form is checked (DICOM PS3.5 section 9.1). */
public record StudyUid(String value) {
  public StudyUid {
    Uids.check(value);
  }

  /** Parses a UID; empty for anything else. */
  public static Optional<StudyUid> parse(String text) {
    return Uids.isUid(text) ? Optional.of(new StudyUid(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

package org.sallyport.ids;

import java.util.Optional;

/** A Series Instance UID (0020,000E). Only what DICOM PS3.5 section 9.1 allows ever becomes one. */
public record SeriesUid(String value) {
  public SeriesUid {
    Uids.check(value);
  }

  /** Empty for anything that is no UID. */
  public static Optional<SeriesUid> parse(String text) {
    return Uids.isUid(text) ? Optional.of(new SeriesUid(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

package org.sallyport.platform.ids;

import java.util.Optional;

/** A Series Instance UID (0020,000E). Its form is checked (DICOM PS3.5 section 9.1). */
public record SeriesUid(String value) {
  public SeriesUid {
    Uids.check(value);
  }

  /** Parses a UID; empty for anything else. */
  public static Optional<SeriesUid> parse(String text) {
    return Uids.isUid(text) ? Optional.of(new SeriesUid(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

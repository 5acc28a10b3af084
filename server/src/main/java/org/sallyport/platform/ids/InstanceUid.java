package org.sallyport.platform.ids;

import java.util.Optional;

/** A SOP Instance UID (0008,0018). Its form is checked (DICOM PS3.5 section 9.1). */
public record InstanceUid(String value) {
  public InstanceUid {
    Uids.check(value);
  }

  /** Parses a UID; empty for anything else. */
  public static Optional<InstanceUid> parse(String text) {
    return Uids.isUid(text) ? Optional.of(new InstanceUid(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

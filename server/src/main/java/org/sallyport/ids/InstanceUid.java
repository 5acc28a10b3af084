package org.sallyport.ids;

import java.util.Optional;

/** A SOP Instance UID (0008,0018). Only what DICOM PS3.5 section 9.1 allows ever becomes one. */
public record InstanceUid(String value) {
  public InstanceUid {
    Uids.check(value);
  }

  /** Empty for anything that is no UID. */
  public static Optional<InstanceUid> parse(String text) {
    return Uids.isUid(text) ? Optional.of(new InstanceUid(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

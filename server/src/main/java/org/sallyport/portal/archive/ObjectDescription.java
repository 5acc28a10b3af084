package org.sallyport.portal.archive;

import org.sallyport.portal.archive.dicom.DicomObject;

/** What the archive says of one object. */
public sealed interface ObjectDescription {

  /** There is no such object. */
  record Absent() implements ObjectDescription {}

  /** The archive cannot describe it, or its description is too large, too deep or malformed. */
  record Unreadable(String why) implements ObjectDescription {}

  /** All its attributes. */
  record Described(DicomObject object) implements ObjectDescription {}
}

package org.sallyport.portal.studies.reports;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.memory.HeldMemory;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ObjectDescription;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.springframework.stereotype.Component;

/**
 * The metadata of one object. An object is whatever a modality sent, and must not use up the
 * server's memory or stack.
 */
@Component
@RequiredArgsConstructor
class BoundedMetadata {
  private final Archive archive;

  /**
   * Reads the metadata; empty if there is no such object.
   *
   * @param memory where what it takes is held
   * @throws Unreadable if the archive cannot describe the object within the limits
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if it does not answer
   */
  Optional<DicomObject> of(ResourcePath object, HeldMemory memory) throws Unreadable {
    return switch (archive.describe(object, memory)) {
      case ObjectDescription.Absent _ -> Optional.empty();
      case ObjectDescription.Unreadable(String why) -> throw new Unreadable(why);
      case ObjectDescription.Described(DicomObject read) -> Optional.of(read);
    };
  }
}

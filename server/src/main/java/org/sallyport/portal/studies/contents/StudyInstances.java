package org.sallyport.portal.studies.contents;

import java.util.function.Consumer;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.springframework.stereotype.Component;

/**
 * Lists all instances of a study. Some archives limit a listing, so what follows is read page by
 * page until nothing is new.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StudyInstances {
  private static final int PAGE_SIZE = 1000;

  private final Archive archive;
  private final MemoryBudget budget;

  /**
   * Passes each instance of the study to the reader once.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public void each(StudyUid study, Consumer<DicomObject> reader) {
    try (KnownObjects known = new KnownObjects(study, budget)) {
      Consumer<DicomObject> unknown = item -> passUnknown(item, known, reader);
      archive.eachInstance(ResourcePath.of(study), unknown);
      int before = 0;
      while (known.size() > before) {
        before = known.size();
        archive.someInstances(study, PAGE_SIZE, before, unknown);
      }
    }
  }

  private static void passUnknown(
      DicomObject item, KnownObjects known, Consumer<DicomObject> reader) {
    ResourcePath.of(item).filter(known::add).ifPresent(path -> reader.accept(item));
  }
}

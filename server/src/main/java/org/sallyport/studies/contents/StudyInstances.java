package org.sallyport.studies.contents;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.sallyport.archive.Archive;
import org.sallyport.archive.ResourcePath;
import org.sallyport.archive.dicom.DicomObject;
import org.sallyport.ids.StudyUid;
import org.springframework.stereotype.Component;

/**
 * Lists all instances of a study. Some archives limit a listing, so what follows is read page by
 * page until nothing is new.
 */
@Component
public class StudyInstances {
  private static final int PAGE_SIZE = 1000;

  private final Archive archive;

  StudyInstances(Archive archive) {
    this.archive = archive;
  }

  /**
   * Passes each instance of the study to the reader once.
   *
   * @throws org.sallyport.archive.ArchiveUnreachable if the archive does not answer
   */
  public void each(StudyUid study, Consumer<DicomObject> reader) {
    Set<ResourcePath> known = new HashSet<>();
    Consumer<DicomObject> unknown = item -> passUnknown(item, study, known, reader);
    archive.eachInstance(ResourcePath.of(study), unknown);
    int before = 0;
    while (known.size() > before) {
      before = known.size();
      archive.someInstances(study, PAGE_SIZE, before, unknown);
    }
  }

  private static void passUnknown(
      DicomObject item, StudyUid study, Set<ResourcePath> known, Consumer<DicomObject> reader) {
    ResourcePath.of(item)
        .filter(path -> path.study().equals(study) && path.instance() != null)
        .filter(known::add)
        .ifPresent(path -> reader.accept(item));
  }
}

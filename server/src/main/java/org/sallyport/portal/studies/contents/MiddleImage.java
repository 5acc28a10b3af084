package org.sallyport.portal.studies.contents;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.StudyAccess;
import org.springframework.stereotype.Component;

/** Finds the image from the middle of a series, which previews show. */
@Component
@RequiredArgsConstructor
public class MiddleImage {
  private final Archive archive;
  private final HiddenReports reports;

  /**
   * An object from the middle, if the archive's response places it in this series; empty if there
   * is none. Of a series with reports that are withheld, it is one of the rest.
   *
   * @param many how many objects the series has, as far as the reader knows
   */
  public Optional<ResourcePath> of(StudyAccess studyAccess, ResourcePath series, int many) {
    List<ResourcePath> rest = reports.besideReports(studyAccess, series);
    return rest.isEmpty()
        ? archive
            .instance(series, many / 2)
            .or(() -> archive.instance(series, 0))
            .filter(series::holds)
        : Optional.of(rest.get(rest.size() / 2));
  }
}

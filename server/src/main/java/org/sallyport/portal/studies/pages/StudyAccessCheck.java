package org.sallyport.portal.studies.pages;

import jakarta.servlet.http.HttpServletRequest;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Denies access to studies that the visitor may not see, and records the attempt. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StudyAccessCheck {
  private final Readers readers;
  private final HiddenReports reports;

  /**
   * The study, if the reader may see it.
   *
   * @throws ResponseStatusException 404, the same whether there is no such study or the reader may
   *     not see it
   */
  public StudyAccess of(Reader reader, StudyUid study, HttpServletRequest request) {
    return readers
        .see(reader, study)
        .orElseThrow(
            () -> {
              readers.refused(reader, study, Origin.of(request));
              return nothing();
            });
  }

  /**
   * The part of the study, if the reader may see it: reports can be withheld.
   *
   * @throws ResponseStatusException 404, as for what does not exist
   */
  public ResourcePath part(
      Reader reader, StudyAccess studyAccess, ResourcePath path, HttpServletRequest request) {
    if (reports.hides(studyAccess, path)) {
      readers.refused(reader, path.study(), Origin.of(request));
      throw nothing();
    }
    return path;
  }

  /** What does not exist, or may not be known to exist. */
  public static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}

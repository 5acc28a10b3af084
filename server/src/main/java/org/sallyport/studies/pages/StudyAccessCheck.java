package org.sallyport.studies.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.AccessRecords;
import org.sallyport.studies.Studies;
import org.sallyport.studies.StudyAccess;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Denies access to studies that the visitor may not see, and records the attempt. */
@Component
public class StudyAccessCheck {
  private final Studies studies;
  private final AccessRecords records;

  StudyAccessCheck(Studies studies, AccessRecords records) {
    this.studies = studies;
    this.records = records;
  }

  /**
   * The study, if the visitor may see it.
   *
   * @throws ResponseStatusException 404, the same whether there is no such study or the visitor may
   *     not see it
   */
  public StudyAccess of(Visitor visitor, StudyUid study, HttpServletRequest request) {
    return studies
        .see(visitor.account(), study)
        .orElseThrow(
            () -> {
              records.refused(visitor, study, Origin.of(request));
              return nothing();
            });
  }

  /** The answer to an address that leads nowhere. */
  public static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}

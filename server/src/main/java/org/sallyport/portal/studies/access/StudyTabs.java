package org.sallyport.portal.studies.access;

import java.util.List;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.AccessReason;

/**
 * The tabs of a study.
 *
 * @param here the current one: "study", "access" or "log"
 * @param log whether the viewer may see the access log
 */
public record StudyTabs(String uid, String here, boolean log) {
  public static StudyTabs of(StudyUid study, String here, List<AccessReason> reasons) {
    return new StudyTabs(study.value(), here, seesAll(reasons));
  }

  /**
   * Whether the archive names the viewer, a member of their group, or the viewer as the patient.
   * Somebody whom it was shared with sees neither the log nor the access of others.
   */
  static boolean seesAll(List<AccessReason> reasons) {
    return reasons.stream().anyMatch(reason -> reason.kind().isFromArchive());
  }
}

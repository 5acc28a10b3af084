package org.sallyport.studies;

import java.util.List;
import org.sallyport.archive.StudyEntry;

/**
 * A study that an account may see at this moment.
 *
 * @param reasons all of them, at least one, the widest first
 */
public record StudyAccess(StudyEntry study, List<AccessReason> reasons, boolean isNew) {

  /** The widest reason. */
  public AccessReason why() {
    return reasons.getFirst();
  }

  /** Whether the account may read the study's reports. */
  public boolean withReport() {
    return reasons.stream().anyMatch(AccessReason::withReport);
  }

  /** Whether the account may share the study. */
  public boolean mayShareOn() {
    return reasons.stream().anyMatch(AccessReason::mayShareOn);
  }
}

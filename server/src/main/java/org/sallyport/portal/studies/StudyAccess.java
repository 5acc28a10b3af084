package org.sallyport.portal.studies;

import java.util.List;
import org.sallyport.portal.archive.dicom.Modality;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.grants.AccessReason;

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

  /** Whether the study has a report that the account may read, as far as its modalities tell. */
  public boolean hasReport() {
    return modalities().stream().anyMatch(StudyAccess::isOfReports);
  }

  /** The study's modalities; without those of reports if the account must not read them. */
  public List<String> modalities() {
    return withReport() ? study.modalities() : withoutReports(study.modalities());
  }

  /** The modalities that are not those of reports. */
  public static List<String> withoutReports(List<String> modalities) {
    return modalities.stream().filter(modality -> !isOfReports(modality)).toList();
  }

  /** Whether a series of this modality holds reports. */
  public static boolean isOfReports(String modality) {
    return Modality.isOfReports(modality);
  }
}

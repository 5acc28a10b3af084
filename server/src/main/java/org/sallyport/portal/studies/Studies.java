package org.sallyport.portal.studies;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.Physician;
import org.sallyport.portal.archive.dicom.Physician.Part;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.grants.AccessGrant;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.Candidate;
import org.sallyport.portal.studies.grants.Candidates;
import org.springframework.stereotype.Component;

/**
 * Decides which studies an account may see. The database holds access grants; the archive's
 * response must confirm them: a number matches only together with its issuer, a name only if it is
 * identical and its entry has no number, a patient's number only if an object of the study has it
 * too.
 */
@Component
public class Studies {
  private final Candidates candidates;
  private final UnchangedCandidates unchanged;
  private final StudyCache entries;
  private final ObjectIdentityCheck objectNames;
  private final String defaultIssuer;

  Studies(
      Candidates candidates,
      UnchangedCandidates unchanged,
      StudyCache entries,
      ObjectIdentityCheck objectNames,
      StudiesProperties properties) {
    this.defaultIssuer = properties.patientIssuer();
    this.candidates = candidates;
    this.unchanged = unchanged;
    this.entries = entries;
    this.objectNames = objectNames;
  }

  /** All studies the account may have access to, unordered, not yet confirmed by the archive. */
  public List<Candidate> candidates(AccountId account) {
    return candidates.of(account);
  }

  /**
   * The study, if the account may see it; empty both if it may not and if there is no such study.
   * The archive is queried only if there is an access grant, so that response times do not reveal
   * whether a study exists.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public Optional<StudyAccess> see(AccountId account, StudyUid study) {
    return confirmed(unchanged.read(account, study));
  }

  /**
   * The same without asking database or archive, if both would say what they said before.
   *
   * @param snapshot of a statement that was executed for the request that is being answered
   * @return empty if the study has to be looked at again
   */
  Optional<StudyAccess> known(AccountId account, StudyUid study, DatabaseSnapshot snapshot) {
    return entries.has(study)
        ? confirmed(unchanged.known(account, study, snapshot))
        : Optional.empty();
  }

  private Optional<StudyAccess> confirmed(Optional<Candidate> candidate) {
    return candidate.flatMap(it -> see(List.of(it)).stream().findFirst());
  }

  /**
   * The candidates that the account may see, in the same order.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public List<StudyAccess> see(Collection<Candidate> some) {
    StudyCache.Answers answers = entries.of(some.stream().map(Candidate::study).toList());
    return some.stream()
        .flatMap(candidate -> again(candidate, answers.changed()).stream())
        .flatMap(
            candidate ->
                Optional.ofNullable(answers.known().get(candidate.study()))
                    .flatMap(entry -> seen(candidate, entry))
                    .stream())
        .toList();
  }

  /**
   * The reasons that the index alone can vouch for, the widest first: for pages that show nothing
   * of the study while the archive does not answer. Names and patients are not among them, because
   * only the archive's objects tell them for certain.
   */
  public List<AccessReason> reasonsInIndex(AccountId account, StudyUid study) {
    return candidates.of(account, study).stream()
        .flatMap(candidate -> candidate.grounds().stream())
        .filter(ground -> ground.name().isEmpty())
        .map(AccessGrant::reason)
        .filter(reason -> reason.kind() != AccessReason.Kind.PATIENT)
        .sorted()
        .toList();
  }

  /**
   * Reads the grants again if the index has just been corrected: a share depends on its sharer's
   * access.
   */
  private Optional<Candidate> again(Candidate candidate, Set<StudyUid> changed) {
    return changed.contains(candidate.study())
        ? candidates.of(candidate.account(), candidate.study())
        : Optional.of(candidate);
  }

  /** Keeps the reasons that the archive confirms, the widest first. */
  private Optional<StudyAccess> seen(Candidate candidate, StudyEntry entry) {
    List<AccessReason> reasons =
        candidate.grounds().stream()
            .filter(ground -> isConfirmed(ground, entry))
            .map(AccessGrant::reason)
            .sorted()
            .toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new StudyAccess(entry, reasons, candidate.isNew()));
  }

  private boolean isConfirmed(AccessGrant grant, StudyEntry entry) {
    return switch (grant.reason().kind()) {
      case REQUESTING -> names(entry, Part.REQUESTING, grant);
      case REFERRING -> names(entry, Part.REFERRING, grant);
      case CONSULTING -> names(entry, Part.CONSULTING, grant);
      case RECIPIENT -> names(entry, Part.RECIPIENT, grant);
      case PATIENT -> isPatient(entry, new PatientNumber(grant.issuer(), grant.number()));
      case COPY_TO, SHARE, REFERENCE -> true;
    };
  }

  private boolean names(StudyEntry entry, Part part, AccessGrant by) {
    if (by.number().isEmpty()) {
      return entry.physicians().contains(new Physician(part, "", "", by.name()))
          && objectNames.nameWithoutNumber(entry.uid(), part, by.name());
    }
    return entry.physicians().stream()
        .filter(physician -> physician.part() == part)
        .anyMatch(it -> it.issuer().equals(by.issuer()) && it.number().equals(by.number()));
  }

  private boolean isPatient(StudyEntry entry, PatientNumber patient) {
    return patient.isComplete()
        && entry.patientNumber().orIssuer(defaultIssuer).equals(patient)
        && objectNames.isOf(entry.uid(), patient);
  }
}

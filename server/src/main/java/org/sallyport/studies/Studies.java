package org.sallyport.studies;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.archive.Physician;
import org.sallyport.archive.Physician.Part;
import org.sallyport.archive.StudyEntry;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;
import org.springframework.stereotype.Component;

/**
 * Decides which studies an account may see. The database holds access grants; the archive's
 * response must confirm them: a number matches only together with its issuer, a name only if it is
 * identical and its entry has no number.
 */
@Component
public class Studies {
  private final Candidates candidates;
  private final Entries entries;
  private final NamesWithoutNumber namesWithoutNumber;

  Studies(Candidates candidates, Entries entries, NamesWithoutNumber namesWithoutNumber) {
    this.candidates = candidates;
    this.entries = entries;
    this.namesWithoutNumber = namesWithoutNumber;
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
   * @throws org.sallyport.archive.ArchiveUnreachable if the archive does not answer
   */
  public Optional<StudyAccess> see(AccountId account, StudyUid study) {
    return candidates.of(account, study).stream()
        .flatMap(candidate -> see(List.of(candidate)).stream())
        .findFirst();
  }

  /**
   * The candidates that the account may see, in the same order.
   *
   * @throws org.sallyport.archive.ArchiveUnreachable if the archive does not answer
   */
  public List<StudyAccess> see(Collection<Candidate> some) {
    Map<StudyUid, StudyEntry> known = entries.of(some.stream().map(Candidate::study).toList());
    return some.stream()
        .flatMap(
            candidate ->
                Optional.ofNullable(known.get(candidate.study()))
                    .flatMap(entry -> seen(candidate, entry))
                    .stream())
        .toList();
  }

  private Optional<StudyAccess> seen(Candidate candidate, StudyEntry entry) {
    return why(candidate, entry).map(why -> new StudyAccess(entry, why, candidate.isNew()));
  }

  /** The strongest reason: requesting physician, then referring physician, then a share. */
  private Optional<AccessReason> why(Candidate candidate, StudyEntry entry) {
    if (names(entry, candidate, Part.REQUESTING)) {
      return Optional.of(new AccessReason.RequestedByYou());
    }
    if (names(entry, candidate, Part.REFERRING)) {
      return Optional.of(new AccessReason.ReferredByYou());
    }
    return shares(candidate).max(Comparator.comparing(Studies::end)).map(AccessReason.class::cast);
  }

  private boolean names(StudyEntry entry, Candidate candidate, Part part) {
    return candidate.grounds().stream()
        .anyMatch(
            ground ->
                switch (ground) {
                  case AccessGrant.ByNumber by -> by.part() == part && numbers(entry, by);
                  case AccessGrant.ByName by -> by.part() == part && names(entry, by);
                  case AccessGrant.ByShare by -> false;
                });
  }

  private static boolean numbers(StudyEntry entry, AccessGrant.ByNumber by) {
    return entry.physicians().stream()
        .filter(physician -> physician.part() == by.part())
        .anyMatch(it -> it.issuer().equals(by.issuer()) && it.number().equals(by.number()));
  }

  private boolean names(StudyEntry entry, AccessGrant.ByName by) {
    Physician named = new Physician(by.part(), "", "", by.name());
    return entry.physicians().contains(named)
        && namesWithoutNumber.is(entry.uid(), by.part(), by.name());
  }

  private static Stream<AccessReason.SharedBy> shares(Candidate candidate) {
    return candidate.grounds().stream()
        .filter(AccessGrant.ByShare.class::isInstance)
        .map(AccessGrant.ByShare.class::cast)
        .map(share -> new AccessReason.SharedBy(share.by(), share.until()));
  }

  private static Instant end(AccessReason.SharedBy share) {
    return share.until() == null ? Instant.MAX : share.until();
  }
}

package org.sallyport.portal.sharing.reference;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.studies.LetterReferences;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Issues reference numbers in the name of the installation. */
@Component
@RequiredArgsConstructor
class ReferencesForLetters implements LetterReferences {
  private final ReferenceStore store;
  private final Archive archive;
  private final SharingProperties properties;
  private final RandomValues random;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  @Override
  public Result issue(StudyUid study, String by, Origin origin) {
    try {
      return issue(study, archive.studies(List.of(study)).stream().findFirst(), by, origin);
    } catch (ArchiveUnreachable e) {
      return new Unreachable();
    }
  }

  @Override
  public int withdraw(StudyUid study, String by, String reason, Origin origin) {
    return Objects.requireNonNull(
        transaction.execute(status -> withdrawAll(study, by, reason, origin)));
  }

  private int withdrawAll(StudyUid study, String by, String reason, Origin origin) {
    List<UUID> withdrawn =
        store.ofInstallation(study).stream()
            .filter(id -> store.withdraw(id, null).isPresent())
            .toList();
    withdrawn.forEach(
        id ->
            events.publish(
                new ShareEvent.ReferenceWithdrawn(null, id.toString(), study, by, reason), origin));
    return withdrawn.size();
  }

  private Result issue(StudyUid study, Optional<StudyEntry> entry, String by, Origin origin) {
    if (entry.isEmpty()) {
      return new NoSuchStudy();
    }
    LocalDate born = entry.get().born();
    if (born == null) {
      return new NoBirthDate();
    }
    ReferenceNumber number = ReferenceNumber.random(random);
    Instant until = clock.instant().plus(properties.standard());
    UUID id = random.id();
    transaction.executeWithoutResult(
        status -> {
          store.add(
              new ReferenceStore.New(id, number, born, study, null, by, null, null, true, until));
          events.publish(
              new ShareEvent.ReferenceIssued(null, id.toString(), study, until, by), origin);
        });
    return new Issued(number.shown(), until);
  }
}

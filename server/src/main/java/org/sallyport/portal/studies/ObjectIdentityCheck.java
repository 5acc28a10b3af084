package org.sallyport.portal.studies;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.dicom.NamedByObject;
import org.sallyport.portal.archive.dicom.Physician.Part;
import org.springframework.stereotype.Component;

/**
 * Checks in an object of a study what a search may return wrongly. A name counts only if there is
 * no number, but a search may omit a number that the objects contain. And an archive that
 * identifies patients by Patient ID alone may return the same issuer for all studies with that ID.
 * A search cannot tell it: Orthanc answers one of objects with the attributes of their study, not
 * with those of the object. Objects never change, so this is cached longer.
 */
@Component
class ObjectIdentityCheck {
  private static final Duration CACHE_TTL = Duration.ofMinutes(10);
  private static final int MAX_CACHED = 5000;

  private final Archive archive;
  private final String defaultIssuer;
  private final Cache<StudyUid, Optional<NamedByObject>> named;

  ObjectIdentityCheck(Archive archive, StudiesProperties properties, Clock clock) {
    this.archive = archive;
    this.defaultIssuer = properties.patientIssuer();
    this.named = ExpiringCaches.of(clock, CACHE_TTL, MAX_CACHED);
  }

  /** Whether no entry of that name has a number. */
  boolean nameWithoutNumber(StudyUid study, Part part, String name) {
    Optional<NamedByObject> object = of(study);
    return object.isEmpty() || (object.get().isWhole() && hasNoNumber(object.get(), part, name));
  }

  private static boolean hasNoNumber(NamedByObject object, Part part, String name) {
    return object.physicians().stream()
        .filter(physician -> physician.part() == part && physician.name().equals(name))
        .allMatch(physician -> physician.number().isEmpty());
  }

  /** Whether the object is of that patient; false for a study without objects. */
  boolean isOf(StudyUid study, PatientNumber patient) {
    return of(study)
        .filter(NamedByObject::isWhole)
        .map(it -> it.patient().orIssuer(defaultIssuer))
        .filter(patient::equals)
        .isPresent();
  }

  private Optional<NamedByObject> of(StudyUid study) {
    return named.get(study, archive::namedByAnObject);
  }
}

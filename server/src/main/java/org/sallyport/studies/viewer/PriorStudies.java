package org.sallyport.studies.viewer;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.sallyport.access.Visitor;
import org.sallyport.archive.StudyEntry;
import org.sallyport.archive.Tag;
import org.sallyport.studies.Candidate;
import org.sallyport.studies.Studies;
import org.sallyport.studies.StudyAccess;
import org.springframework.stereotype.Component;

/**
 * Other studies of the same patient: those with the same patient number and issuer that the visitor
 * may see, too. Nobody learns by them that there are others.
 */
@Component
class PriorStudies {
  /** How many of the newest candidates are looked at. */
  private static final int MOST_CANDIDATES = 1000;

  private static final int MOST = 50;
  private static final Comparator<Candidate> NEWEST =
      Comparator.comparing(
          Candidate::date, Comparator.nullsLast(Comparator.<LocalDate>reverseOrder()));

  private final Studies studies;

  PriorStudies(Studies studies) {
    this.studies = studies;
  }

  /** Newest first, without the study itself. */
  List<StudyEntry> of(Visitor visitor, StudyEntry study) {
    if (study.patientId().isEmpty()) {
      return List.of();
    }
    List<Candidate> some =
        studies.candidates(visitor.account()).stream()
            .filter(candidate -> !candidate.study().equals(study.uid()))
            .sorted(NEWEST)
            .limit(MOST_CANDIDATES)
            .toList();
    return studies.see(some).stream()
        .map(StudyAccess::study)
        .filter(other -> isOfSamePatient(study, other))
        .limit(MOST)
        .toList();
  }

  private static boolean isOfSamePatient(StudyEntry one, StudyEntry other) {
    return one.patientId().equals(other.patientId()) && issuer(one).equals(issuer(other));
  }

  private static String issuer(StudyEntry study) {
    return study.attributes().text(Tag.ISSUER_OF_PATIENT_ID);
  }
}

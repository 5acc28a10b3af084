package org.sallyport.studies.pages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.sallyport.studies.Candidate;
import org.sallyport.studies.StudyAccess;

/**
 * The order of the list. Only the archive knows the patient, so ordering by patient happens last.
 */
enum Order {
  DATE("date", true),
  PATIENT("patient", false),
  MODALITY("modality", false),
  INSTITUTION("institution", false);

  private static final Comparator<Candidate> OLDEST_FIRST =
      Comparator.comparing((Candidate it) -> it.date() == null ? "" : it.date().toString())
          .thenComparing(it -> it.time() == null ? "" : it.time().toString())
          .thenComparing(it -> it.study().value());

  private final String value;
  private final boolean downAtFirst;

  Order(String value, boolean downAtFirst) {
    this.value = value;
    this.downAtFirst = downAtFirst;
  }

  /** Unknown values mean by date. */
  static Order of(String value) {
    return Arrays.stream(values()).filter(it -> it.value.equals(value)).findFirst().orElse(DATE);
  }

  String value() {
    return value;
  }

  /** Whether the first click on its column sorts in descending order, for example newest first. */
  boolean downAtFirst() {
    return downAtFirst;
  }

  /** Ties are ordered newest first. */
  Comparator<Candidate> ofCandidates(boolean down) {
    Comparator<Candidate> up =
        switch (this) {
          case MODALITY -> Comparator.comparing(it -> String.join(" ", it.modalities()));
          case INSTITUTION -> Comparator.comparing(it -> folded(it.institution()));
          case DATE, PATIENT -> OLDEST_FIRST;
        };
    return (down ? up.reversed() : up).thenComparing(OLDEST_FIRST.reversed());
  }

  /** Studies of the same patient keep their relative order. */
  static Comparator<StudyAccess> byPatient(boolean down) {
    Comparator<StudyAccess> up = Comparator.comparing(it -> folded(it.study().patient().shown()));
    return down ? up.reversed() : up;
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

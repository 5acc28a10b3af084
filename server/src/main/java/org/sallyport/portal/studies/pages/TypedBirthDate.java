package org.sallyport.portal.studies.pages;

import java.time.LocalDate;
import java.util.Optional;
import org.sallyport.portal.studies.list.BirthDates;

/** A birth date that was typed alone, in every format that the search of the study list reads. */
public final class TypedBirthDate {
  private TypedBirthDate() {}

  /**
   * Empty if it is no date, or if its year is not certain.
   *
   * @param today two digits of a year mean a day that is not later
   */
  public static Optional<LocalDate> read(String typed, LocalDate today) {
    return BirthDates.whole(typed, today);
  }
}

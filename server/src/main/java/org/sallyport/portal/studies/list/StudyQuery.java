package org.sallyport.portal.studies.list;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.studies.index.Marks;

/**
 * What is wanted from an account's studies.
 *
 * @param words what a person typed; empty for all
 * @param modality exactly; empty for all, as is the institution
 * @param since the first day; null for any time
 * @param onlyNew only studies that were never opened
 * @param down whether in descending order
 * @param from where the page begins or ends; null for the first page
 * @param backwards whether the page ends there, rather than begins
 * @param size of the page
 * @param today birth dates later than this are not guessed
 */
public record StudyQuery(
    String words,
    String modality,
    String institution,
    @Nullable LocalDate since,
    boolean onlyNew,
    StudyOrder order,
    boolean down,
    @Nullable StudyPosition from,
    boolean backwards,
    int size,
    LocalDate today) {

  /**
   * The filter as a text search query (PostgreSQL, tsquery); empty for all. Every part is quoted,
   * so that nothing a person types is an operator.
   */
  String search() {
    List<String> parts = new ArrayList<>(besideModality());
    if (!modality.isEmpty()) {
      parts.add(SearchTerms.literal(Marks.modality(modality)));
    }
    return String.join(" & ", parts);
  }

  /** The same without the modality. */
  String searchBesideModality() {
    return String.join(" & ", besideModality());
  }

  private List<String> besideModality() {
    List<String> parts = new ArrayList<>();
    if (!words.isBlank()) {
      parts.add(SearchTerms.of(words, today));
    }
    if (!institution.isEmpty()) {
      parts.add(SearchTerms.literal(Marks.institution(institution)));
    }
    return parts;
  }

  /** The same from another place on, in the same direction. */
  StudyQuery from(StudyPosition place) {
    return new StudyQuery(
        words, modality, institution, since, onlyNew, order, down, place, backwards, size, today);
  }

  /** Whether fewer than all of the account's studies are wanted. */
  boolean narrows() {
    return onlyNew || !search().isEmpty();
  }
}

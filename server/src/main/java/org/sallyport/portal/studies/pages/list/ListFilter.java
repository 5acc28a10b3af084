package org.sallyport.portal.studies.pages.list;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.studies.list.StudyPosition;
import org.sallyport.portal.studies.list.StudyQuery;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The filter of the study list. Invalid values are ignored, except for a place in the list.
 *
 * @param q words to find in patient, number or study, or a birth date
 * @param modality one of them; empty for all
 * @param institution one of them; empty for all
 * @param onlyNew only studies that were never opened
 * @param after the study before the first of the page; null if the page does not begin at one
 * @param before the study after the last of the page; null if the page does not end at one
 */
record ListFilter(
    String q,
    String modality,
    Since since,
    String institution,
    boolean onlyNew,
    Order order,
    boolean down,
    @Nullable StudyPosition after,
    @Nullable StudyPosition before) {
  private static final int MAX_LENGTH = 100;

  /**
   * Reads the parameters of an address.
   *
   * @throws ResponseStatusException 400 if the position is invalid
   */
  static ListFilter of(Map<String, String> said) {
    Order order = Order.of(value(said, "sort"));
    String direction = value(said, "dir");
    return new ListFilter(
        value(said, "q"),
        value(said, "modality"),
        Since.of(value(said, "date")),
        value(said, "institution"),
        value(said, "new").equals("yes"),
        order,
        direction.isEmpty() ? order.downAtFirst() : direction.equals("desc"),
        position(value(said, "after")),
        position(value(said, "before")));
  }

  boolean narrows() {
    return !q.isEmpty()
        || !modality.isEmpty()
        || since != Since.ANY
        || !institution.isEmpty()
        || onlyNew;
  }

  /** Whether the page begins or ends at a study, rather than being the first. */
  boolean hasPlace() {
    return after != null || before != null;
  }

  /** Whether the page ends at a study, rather than beginning at one. */
  boolean isBackwards() {
    return after == null && before != null;
  }

  /** The same without a place: the first page. */
  ListFilter firstPage() {
    return new ListFilter(q, modality, since, institution, onlyNew, order, down, null, null);
  }

  StudyQuery query(int size, LocalDate today) {
    return new StudyQuery(
        q,
        modality,
        institution,
        since.first(today),
        onlyNew,
        order.order(),
        down,
        after == null ? before : after,
        isBackwards(),
        size,
        today);
  }

  private static @Nullable StudyPosition position(String text) {
    return text.isEmpty()
        ? null
        : StudyPosition.parse(text)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
  }

  private static String value(Map<String, String> said, String name) {
    String value = said.getOrDefault(name, "").replace("\0", "").strip();
    return value.substring(0, Math.min(MAX_LENGTH, value.length()));
  }
}

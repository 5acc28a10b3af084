package org.sallyport.portal.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.portal.studies.pages.list.PickedStudies;

/**
 * The studies of the share page in a cookie, for the way to the second factor and back: those of
 * one sign-in, so that the next person at the same browser begins without them. They are checked
 * again like those of the address.
 */
final class ChosenStudies {
  private static final String NAME = "__Host-sharing";
  private static final String REFERENCE = "reference";
  private static final Duration TTL = Duration.ofMinutes(30);

  private ChosenStudies() {}

  static void keep(HttpServletResponse response, Visitor visitor, List<StudyUid> studies) {
    Cookies.set(
        response,
        NAME,
        Stream.concat(Stream.of(visitor.signIn().toString()), studies.stream().map(StudyUid::value))
            .collect(Collectors.joining("_")),
        TTL);
  }

  /**
   * Keeps the study of the page of a reference number, which is on the same way.
   *
   * @param until the chosen day
   */
  static void keepForReference(
      HttpServletResponse response, Visitor visitor, StudyUid study, LocalDate until) {
    Cookies.set(
        response,
        NAME,
        String.join("_", visitor.signIn().toString(), REFERENCE, until.toString(), study.value()),
        TTL);
  }

  /** The address of the page of a reference number, if the visitor came from there. */
  static Optional<String> referencePage(HttpServletRequest request, Visitor visitor) {
    return parts(request, visitor)
        .filter(parts -> parts.size() == 4 && parts.get(1).equals(REFERENCE))
        .flatMap(
            parts ->
                TypedDates.day(parts.get(2))
                    .flatMap(
                        until ->
                            StudyUid.parse(parts.get(3))
                                .map(uid -> ReferencePage.address(uid, until))));
  }

  static List<StudyUid> read(HttpServletRequest request, Visitor visitor) {
    return parts(request, visitor).stream()
        .flatMap(parts -> parts.stream().skip(1))
        .limit(PickedStudies.MAX_SHARED)
        .flatMap(uid -> StudyUid.parse(uid).stream())
        .distinct()
        .toList();
  }

  private static Optional<List<String>> parts(HttpServletRequest request, Visitor visitor) {
    return Cookies.read(request, NAME)
        .map(value -> List.of(value.split("_", -1)))
        .filter(parts -> parts.getFirst().equals(visitor.signIn().toString()));
  }

  static void forget(HttpServletRequest request, HttpServletResponse response) {
    if (Cookies.read(request, NAME).isPresent()) {
      Cookies.remove(response, NAME);
    }
  }
}

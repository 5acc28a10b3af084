package org.sallyport.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.access.Cookies;
import org.sallyport.ids.StudyUid;

/**
 * The studies of the share page in a cookie, for the way to the second factor and back. They are
 * checked again like those of the address.
 */
final class ChosenStudies {
  private static final String NAME = "__Host-sharing";
  private static final Duration KEPT = Duration.ofMinutes(30);

  private ChosenStudies() {}

  static void keep(HttpServletResponse response, List<StudyUid> studies) {
    Cookies.set(
        response,
        NAME,
        studies.stream().map(StudyUid::value).collect(Collectors.joining("_")),
        KEPT);
  }

  static List<StudyUid> read(HttpServletRequest request) {
    return Cookies.read(request, NAME).stream()
        .flatMap(value -> Arrays.stream(value.split("_", -1)))
        .limit(ShareForm.MOST)
        .flatMap(uid -> StudyUid.parse(uid).stream())
        .distinct()
        .toList();
  }
}

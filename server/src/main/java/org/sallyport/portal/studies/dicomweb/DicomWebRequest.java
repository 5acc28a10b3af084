package org.sallyport.portal.studies.dicomweb;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;

/**
 * A parsed request below /dicom-web. The path is parsed as it was sent, without decoding: DICOMweb
 * paths need no percent sign, semicolon or empty segment, so these are rejected.
 */
record DicomWebRequest(ResourcePath place, What what) {
  private static final Pattern NUMBERS =
      Pattern.compile("[1-9][0-9]{0,6}(?:,[1-9][0-9]{0,6}){0,99}");
  private static final int MAX_LENGTH = 1024;

  /** The requested part of the resource. */
  sealed interface What {
    record SeriesList() implements What {}

    record InstanceList() implements What {}

    record In(Representation form) implements What {}
  }

  /** Whether the response is a list of items. */
  boolean isListing() {
    return switch (what) {
      case What.SeriesList _ -> true;
      case What.InstanceList _ -> true;
      case What.In(Representation.Metadata metadata) -> true;
      case What.In(Representation other) -> false;
    };
  }

  /**
   * Parses a path.
   *
   * @param path what follows "/dicom-web/", without a query
   * @return empty for anything that the gateway does not serve
   */
  static Optional<DicomWebRequest> parse(String path) {
    if (path.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<String> steps = List.of(path.split("/", -1));
    if (steps.size() < 2 || !steps.getFirst().equals("studies")) {
      return Optional.empty();
    }
    return StudyUid.parse(steps.get(1)).flatMap(study -> inStudy(study, rest(steps)));
  }

  private static Optional<DicomWebRequest> inStudy(StudyUid study, List<String> steps) {
    if (steps.size() < 2 || !steps.getFirst().equals("series")) {
      return wanted(ResourcePath.of(study), steps);
    }
    return SeriesUid.parse(steps.get(1)).flatMap(series -> inSeries(study, series, rest(steps)));
  }

  private static Optional<DicomWebRequest> inSeries(
      StudyUid study, SeriesUid series, List<String> steps) {
    if (steps.size() < 2 || !steps.getFirst().equals("instances")) {
      return wanted(ResourcePath.of(study, series), steps);
    }
    return InstanceUid.parse(steps.get(1))
        .flatMap(instance -> wanted(ResourcePath.of(study, series, instance), rest(steps)));
  }

  private static Optional<DicomWebRequest> wanted(ResourcePath place, List<String> steps) {
    return (place.instance() == null ? ofMany(place, steps) : ofOne(steps))
        .map(what -> new DicomWebRequest(place, what));
  }

  private static Optional<What> ofMany(ResourcePath place, List<String> steps) {
    return switch (String.join("/", steps)) {
      case "series" ->
          place.series() == null ? Optional.of(new What.SeriesList()) : Optional.empty();
      case "instances" -> Optional.of(new What.InstanceList());
      default -> ofAny(steps);
    };
  }

  private static Optional<What> ofAny(List<String> steps) {
    return switch (String.join("/", steps)) {
      case "" -> steps.isEmpty() ? in(new Representation.Objects()) : Optional.empty();
      case "metadata" -> in(new Representation.Metadata());
      case "rendered" -> in(new Representation.Rendered(null, null, null));
      default -> Optional.empty();
    };
  }

  private static Optional<What> ofOne(List<String> steps) {
    if (steps.size() < 2) {
      return ofAny(steps);
    }
    return switch (steps.getFirst()) {
      case "frames" -> frames(steps.subList(1, steps.size()));
      case "bulk", "bulkdata" -> bulk(steps);
      default -> Optional.empty();
    };
  }

  private static Optional<What> frames(List<String> steps) {
    if (!NUMBERS.matcher(steps.getFirst()).matches()) {
      return Optional.empty();
    }
    List<Integer> numbers =
        Stream.of(steps.getFirst().split(",", -1)).map(Integer::valueOf).toList();
    if (steps.size() == 1) {
      return in(new Representation.Frames(numbers));
    }
    boolean rendered = steps.size() == 2 && steps.get(1).equals("rendered") && numbers.size() == 1;
    return rendered
        ? in(new Representation.Rendered(numbers.getFirst(), null, null))
        : Optional.empty();
  }

  private static Optional<What> bulk(List<String> steps) {
    try {
      return in(new Representation.Bulk(steps.getFirst(), steps.subList(1, steps.size())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<What> in(Representation form) {
    return Optional.of(new What.In(form));
  }

  private static List<String> rest(List<String> steps) {
    return steps.subList(2, steps.size());
  }
}

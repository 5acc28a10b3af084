package org.sallyport.portal.studies.marks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads marks that a browser sent. Names of fields that it does not know are ignored. */
@Component
@RequiredArgsConstructor
class MarkReader {
  private static final double MAX_COORDINATE = 100_000;
  private static final int MAX_TEXT = 200;
  private static final double MAX_RATIO = 100;

  /** Control characters, marks of direction, private use, separators of lines, half of a pair. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private final StrictJson json;

  /** The id of a mark in an address; empty if it is none in the usual form. */
  static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The mark; empty if anything about it is wrong.
   *
   * @param id in the address; an id in the body must be the same
   */
  Optional<MarkContent> read(String body, UUID id) {
    return json.read(body, JsonNode.class)
        .filter(JsonNode::isObject)
        .filter(mark -> !mark.has("id") || text(mark, "id").equals(id.toString()))
        .flatMap(MarkReader::content);
  }

  private static Optional<MarkContent> content(JsonNode mark) {
    String series = text(mark, "series");
    String object = text(mark, "object");
    JsonNode frame = mark.path("frame");
    Optional<List<List<Double>>> points = points(mark);
    Optional<String> typed = typed(mark);
    boolean isImage =
        SeriesUid.parse(series).isPresent()
            && InstanceUid.parse(object).isPresent()
            && frame.isInt()
            && frame.intValue() >= 1
            && isRatio(mark.path("ratio"));
    return isImage && points.isPresent() && typed.isPresent()
        ? Optional.of(
            new MarkContent(
                series,
                object,
                frame.intValue(),
                text(mark, "kind"),
                points.get(),
                typed.get(),
                ratio(mark)))
        : Optional.empty();
  }

  /** Empty if they are not as many as the kind has, or one is no place of an image. */
  private static Optional<List<List<Double>>> points(JsonNode mark) {
    JsonNode sent = mark.path("points");
    boolean isNumber =
        sent.isArray()
            && MarkKind.of(text(mark, "kind"))
                .filter(kind -> kind.hasPoints(sent.size()))
                .isPresent();
    if (!isNumber) {
      return Optional.empty();
    }
    List<List<Double>> points = new ArrayList<>();
    for (JsonNode point : sent) {
      if (!point.isArray()
          || point.size() != 2
          || !isCoordinate(point.path(0))
          || !isCoordinate(point.path(1))) {
        return Optional.empty();
      }
      points.add(List.of(point.path(0).doubleValue(), point.path(1).doubleValue()));
    }
    return Optional.of(points);
  }

  private static boolean isCoordinate(JsonNode value) {
    return value.isNumber() && Math.abs(value.doubleValue()) <= MAX_COORDINATE;
  }

  /** Pages that were loaded from a version before it send none. */
  private static boolean isRatio(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isNumber() && value.doubleValue() > 0 && value.doubleValue() <= MAX_RATIO);
  }

  private static @Nullable Double ratio(JsonNode mark) {
    JsonNode value = mark.path("ratio");
    return value.isNumber() ? value.doubleValue() : null;
  }

  private static Optional<String> typed(JsonNode mark) {
    JsonNode text = mark.path("text");
    if (text.isMissingNode()) {
      return Optional.of("");
    }
    return Optional.of(text)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(it -> it.codePointCount(0, it.length()) <= MAX_TEXT)
        .filter(it -> !INVISIBLE.matcher(it).find());
  }

  private static String text(JsonNode mark, String field) {
    return mark.path(field).isString() ? mark.path(field).stringValue() : "";
  }
}

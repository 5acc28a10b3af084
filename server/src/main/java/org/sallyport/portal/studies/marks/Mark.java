package org.sallyport.portal.studies.marks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A mark as {@link MarkCalls} gives it; see {@link MarkContent}.
 *
 * @param id chosen by the browser
 * @param changed when it was saved last, by the server's clock, in ISO 8601
 */
public record Mark(
    UUID id,
    String series,
    String object,
    int frame,
    String kind,
    List<List<Double>> points,
    String text,
    String changed) {

  static Mark of(UUID id, MarkContent content, Instant changed) {
    return new Mark(
        id,
        content.series(),
        content.object(),
        content.frame(),
        content.kind(),
        content.points(),
        content.text(),
        changed.toString());
  }

  MarkContent content() {
    return new MarkContent(series, object, frame, kind, points, text);
  }

  /** Without what the owner typed and where they drew. */
  @Override
  public String toString() {
    return "Mark[" + id + "]";
  }
}

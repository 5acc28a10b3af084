package org.sallyport.portal.studies.marks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    @Nullable Double ratio,
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
        content.ratio(),
        changed.toString());
  }

  MarkContent content() {
    return new MarkContent(series, object, frame, kind, points, text, ratio);
  }

  /** Whether its points are known to be where the owner set them. */
  public boolean isChecked() {
    return ratio != null;
  }

  /** Without what the owner typed and where they drew. */
  @Override
  public String toString() {
    return "Mark[" + id + "]";
  }
}

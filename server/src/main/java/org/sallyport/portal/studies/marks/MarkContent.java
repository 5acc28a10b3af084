package org.sallyport.portal.studies.marks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is encrypted of a mark: its image, and what was drawn there.
 *
 * @param series Series Instance UID
 * @param object SOP Instance UID
 * @param frame from 1
 * @param kind a word of {@link MarkKind}
 * @param points column and row of each, in pixels of the image as in PS3.3 C.10.5.1.2: (0, 0) is
 *     the top left corner of the top left pixel
 * @param text typed by the owner; may be empty
 * @param ratio pixels of the screen for a CSS pixel where the points were set or confirmed; null if
 *     they were saved before it was kept, when points that were set at another ratio than 1 were
 *     wrong
 */
record MarkContent(
    String series,
    String object,
    int frame,
    String kind,
    List<List<Double>> points,
    String text,
    @Nullable Double ratio) {
  /** Without what the owner typed and where they drew. */
  @Override
  public String toString() {
    return "MarkContent[" + kind + "]";
  }
}

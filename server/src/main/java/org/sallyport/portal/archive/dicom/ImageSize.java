package org.sallyport.portal.archive.dicom;

import java.util.List;

/**
 * The size of an image in pixels; 0 for what has no image or does not say.
 *
 * @param rows its height
 * @param columns its width
 */
public record ImageSize(int rows, int columns) {
  /** The attributes that a search is asked for. */
  public static final List<String> REQUIRED_TAGS = List.of(Tag.ROWS, Tag.COLUMNS);

  public static ImageSize of(DicomObject item) {
    return new ImageSize(item.count(Tag.ROWS), item.count(Tag.COLUMNS));
  }
}

package org.sallyport.portal.studies.publish.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;

/**
 * The values of a CT image in Hounsfield units.
 *
 * @param bitsStored of 16 for each value, the lowest ones
 * @param bytes of the frame, uncompressed, little endian, 16 bits each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PixelValues(
    int columns,
    int rows,
    int bitsStored,
    boolean isSigned,
    double slope,
    double intercept,
    byte[] bytes) {
  private static final Set<String> CT =
      Set.of("1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.2.2");
  private static final String BITS_ALLOCATED = "00280100";
  private static final String BITS_STORED = "00280101";
  private static final String HIGH_BIT = "00280102";
  private static final String PIXEL_REPRESENTATION = "00280103";
  private static final String RESCALE_INTERCEPT = "00281052";
  private static final String RESCALE_SLOPE = "00281053";
  private static final String RESCALE_TYPE = "00281054";
  private static final String MODALITY_LUT = "00283000";
  private static final int BITS = 16;

  /** So large a frame is not read. */
  private static final int MAX_PIXELS = 4_000_000;

  /** Whether values of the image are known to be Hounsfield units, 16 bits each. */
  public static boolean areKnown(DicomObject image) {
    String type = image.text(RESCALE_TYPE);
    long pixels = (long) image.count(Tag.ROWS) * image.count(Tag.COLUMNS);
    return CT.contains(image.text(Tag.SOP_CLASS_UID))
        && (type.isEmpty() || type.equals("HU"))
        && image.items(MODALITY_LUT).isEmpty()
        && image.count(BITS_ALLOCATED) == BITS
        && image.count(BITS_STORED) > 0
        && image.count(BITS_STORED) <= BITS
        && image.count(HIGH_BIT) == image.count(BITS_STORED) - 1
        && number(image, RESCALE_SLOPE).isPresent()
        && number(image, RESCALE_INTERCEPT).isPresent()
        && pixels > 0
        && pixels <= MAX_PIXELS;
  }

  /** How many bytes the frame has. */
  public static int bytesOf(DicomObject image) {
    return image.count(Tag.ROWS) * image.count(Tag.COLUMNS) * 2;
  }

  /** Those of the only frame of an image. */
  public static PixelValues of(DicomObject image, byte[] frame) {
    return new PixelValues(
        image.count(Tag.COLUMNS),
        image.count(Tag.ROWS),
        image.count(BITS_STORED),
        image.count(PIXEL_REPRESENTATION) == 1,
        number(image, RESCALE_SLOPE).orElse(1.0),
        number(image, RESCALE_INTERCEPT).orElse(0.0),
        frame);
  }

  /** The value at a place; none beyond the image. */
  List<Double> at(Place place) {
    boolean isInside =
        place.column() >= 0 && place.row() >= 0 && place.column() < columns && place.row() < rows;
    return isInside ? List.of(at((int) place.column(), (int) place.row())) : List.of();
  }

  double at(int column, int row) {
    int place = 2 * (row * columns + column);
    int unused = Integer.SIZE - bitsStored;
    int stored = (bytes[place] & 0xFF) | ((bytes[place + 1] & 0xFF) << Byte.SIZE);
    int high = stored << unused;
    return slope * (isSigned ? high >> unused : high >>> unused) + intercept;
  }

  private static Optional<Double> number(DicomObject image, String tag) {
    try {
      return Optional.of(image.text(tag)).filter(it -> !it.isEmpty()).map(Double::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

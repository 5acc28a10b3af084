package org.sallyport.portal.studies.publish.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;

/**
 * The distances of two columns and of two rows in the patient, in millimetres.
 *
 * @param column from the middle of one to that of the next
 */
public record PixelSize(double column, double row) {
  private static final String PIXEL_SPACING = "00280030";
  private static final String IMAGER_PIXEL_SPACING = "00181164";
  private static final String ULTRASOUND_REGIONS = "00186011";
  private static final String SHARED_GROUPS = "52009229";
  private static final String PIXEL_MEASURES = "00289110";

  /** What is projected onto a detector is larger there than it is. */
  private static final Set<String> PROJECTIONS =
      Set.of("CR", "DX", "MG", "XA", "RF", "IO", "PX", "RG");

  /** Empty where the image does not say it for the patient (PS3.3 section 10.7.1.3). */
  public static Optional<PixelSize> of(DicomObject image) {
    boolean isOfPatient =
        !PROJECTIONS.contains(image.text(Tag.MODALITY))
            && image.texts(IMAGER_PIXEL_SPACING).isEmpty()
            && image.items(ULTRASOUND_REGIONS).isEmpty();
    return isOfPatient ? pair(image).or(() -> shared(image)) : Optional.empty();
  }

  private static Optional<PixelSize> shared(DicomObject image) {
    return image.items(SHARED_GROUPS).stream()
        .flatMap(groups -> groups.items(PIXEL_MEASURES).stream())
        .findFirst()
        .flatMap(PixelSize::pair);
  }

  private static Optional<PixelSize> pair(DicomObject from) {
    List<String> values = from.texts(PIXEL_SPACING);
    try {
      return values.size() == 2
          ? Optional.of(
                  new PixelSize(
                      Double.parseDouble(values.get(1)), Double.parseDouble(values.get(0))))
              .filter(PixelSize::isSize)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isSize() {
    return column > 0 && row > 0 && Double.isFinite(column * row);
  }
}

package org.sallyport.portal.archive.dicom;

import java.util.Optional;
import org.sallyport.platform.ids.SeriesUid;

/**
 * A series from the archive's response.
 *
 * @param number 0 if it has none
 */
public record SeriesEntry(
    SeriesUid uid, int number, String description, String modality, int instances) {

  public static Optional<SeriesEntry> of(DicomObject answer) {
    return SeriesUid.parse(answer.text(Tag.SERIES_INSTANCE_UID))
        .map(
            uid ->
                new SeriesEntry(
                    uid,
                    answer.count(Tag.SERIES_NUMBER),
                    answer.text(Tag.SERIES_DESCRIPTION),
                    answer.text(Tag.MODALITY),
                    answer.count(Tag.INSTANCES_IN_SERIES)));
  }

  /** The same series with another number of instances. */
  public SeriesEntry withInstances(int count) {
    return new SeriesEntry(uid, number, description, modality, count);
  }
}

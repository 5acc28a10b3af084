package org.sallyport.portal.studies.publish;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.SopClass;
import org.sallyport.portal.archive.dicom.Tag;
import org.springframework.stereotype.Component;

/** What the archive says of images that are to be named in a document. */
@Component
@RequiredArgsConstructor
class StudyImages {
  private static final int MAX_SERIES = 50;

  private final Archive archive;

  /**
   * An image.
   *
   * @param frames how many it has, 1 at least
   */
  record Image(String sopClass, int frames) {}

  /**
   * Some images of a study; without those that the archive does not have in these series, that have
   * no pixels (reports, presentation states, structures), or that are in too many series.
   */
  Map<ResourcePath, Image> of(StudyUid study, Collection<ResourcePath> images) {
    Set<ResourcePath> wanted = Set.copyOf(images);
    Set<SeriesUid> series =
        wanted.stream().flatMap(it -> Stream.ofNullable(it.series())).collect(Collectors.toSet());
    Map<ResourcePath, Image> known = new HashMap<>();
    if (series.size() > MAX_SERIES) {
      return known;
    }
    series.forEach(
        it ->
            archive.eachImage(
                ResourcePath.of(study, it),
                item ->
                    ResourcePath.of(item)
                        .filter(wanted::contains)
                        .filter(found -> isImage(item))
                        .ifPresent(found -> known.put(found, image(item)))));
    return known;
  }

  /** Rows are required of every image, and of nothing else (PS3.3 section C.7.6.3). */
  private static boolean isImage(DicomObject item) {
    String sopClass = item.text(Tag.SOP_CLASS_UID);
    return item.count(Tag.ROWS) > 0
        && InstanceUid.parse(sopClass).isPresent()
        && !SopClass.isReport(sopClass);
  }

  private static Image image(DicomObject item) {
    return new Image(item.text(Tag.SOP_CLASS_UID), Math.max(1, item.count(Tag.NUMBER_OF_FRAMES)));
  }
}

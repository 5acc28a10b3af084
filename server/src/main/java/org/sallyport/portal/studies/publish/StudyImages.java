package org.sallyport.portal.studies.publish;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.SopClass;
import org.sallyport.portal.archive.dicom.Tag;
import org.springframework.stereotype.Component;

/** What the archive says of images that are to be named in a document. */
@Component
class StudyImages {
  private static final int MAX_SERIES = 50;

  private final Archive archive;

  StudyImages(Archive archive) {
    this.archive = archive;
  }

  /**
   * The SOP classes of some images of a study; without those that the archive does not have in
   * these series, that are reports, or that are in too many series.
   */
  Map<ResourcePath, String> classes(StudyUid study, Collection<ResourcePath> images) {
    Set<ResourcePath> wanted = Set.copyOf(images);
    Set<SeriesUid> series =
        wanted.stream().flatMap(it -> Stream.ofNullable(it.series())).collect(Collectors.toSet());
    Map<ResourcePath, String> classes = new HashMap<>();
    if (series.size() > MAX_SERIES) {
      return classes;
    }
    series.forEach(
        it ->
            archive.eachInstance(
                ResourcePath.of(study, it),
                item -> {
                  String sopClass = item.text(Tag.SOP_CLASS_UID);
                  ResourcePath.of(item)
                      .filter(wanted::contains)
                      .filter(
                          found ->
                              InstanceUid.parse(sopClass).isPresent()
                                  && !SopClass.isReport(sopClass))
                      .ifPresent(found -> classes.put(found, sopClass));
                }));
    return classes;
  }
}

package org.sallyport.portal.archive;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;

/**
 * The path of a study, one of its series, or one of that series' instances.
 *
 * @param series null for the whole study
 * @param instance null for the whole series or study
 */
public record ResourcePath(
    StudyUid study, @Nullable SeriesUid series, @Nullable InstanceUid instance) {
  public ResourcePath {
    if (series == null && instance != null) {
      throw new IllegalArgumentException("an instance needs a series");
    }
  }

  public static ResourcePath of(StudyUid study) {
    return new ResourcePath(study, null, null);
  }

  public static ResourcePath of(StudyUid study, SeriesUid series) {
    return new ResourcePath(study, series, null);
  }

  public static ResourcePath of(StudyUid study, SeriesUid series, InstanceUid instance) {
    return new ResourcePath(study, series, instance);
  }

  /** The path that an item of a response contains; empty if it names no study. */
  public static Optional<ResourcePath> of(DicomObject item) {
    Optional<SeriesUid> series = SeriesUid.parse(item.text(Tag.SERIES_INSTANCE_UID));
    Optional<InstanceUid> instance =
        series.flatMap(it -> InstanceUid.parse(item.text(Tag.SOP_INSTANCE_UID)));
    return StudyUid.parse(item.text(Tag.STUDY_INSTANCE_UID))
        .map(study -> new ResourcePath(study, series.orElse(null), instance.orElse(null)));
  }

  /** Whether the other path equals this one or lies below it. */
  public boolean holds(ResourcePath other) {
    return study.equals(other.study)
        && (series == null || series.equals(other.series))
        && (instance == null || instance.equals(other.instance));
  }

  /** The path below the root of the services, for example "studies/1.2.3/series/1.2.3.4". */
  public String path() {
    StringBuilder path = new StringBuilder("studies/").append(study);
    if (series != null) {
      path.append("/series/").append(series);
    }
    if (instance != null) {
      path.append("/instances/").append(instance);
    }
    return path.toString();
  }
}

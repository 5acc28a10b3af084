package org.sallyport.portal.studies.contents;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.SopClass;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.studies.StudyAccess;

/** The objects of a study as the archive lists them, and which of them belong to its reports. */
final class StudyContents {
  private final Instant at;
  private final Map<SeriesUid, Set<InstanceUid>> reports = new HashMap<>();
  private final Map<SeriesUid, Set<InstanceUid>> others = new HashMap<>();
  private int size;

  /** Those of a study that is read at that time; none yet. */
  StudyContents(Instant at) {
    this.at = at;
  }

  /** Whether an item, of a series or an object, belongs to a report. */
  static boolean isReport(DicomObject item) {
    return StudyAccess.isOfReports(item.text(Tag.MODALITY))
        || SopClass.isReport(item.text(Tag.SOP_CLASS_UID));
  }

  /** Adds an object; one whose class the archive does not tell counts as a report. */
  void add(DicomObject item) {
    ResourcePath.of(item).ifPresent(path -> add(path, item));
  }

  private void add(ResourcePath path, DicomObject item) {
    @Nullable SeriesUid in = path.series();
    @Nullable InstanceUid instance = path.instance();
    if (in != null && instance != null) {
      boolean report = isReport(item) || item.text(Tag.SOP_CLASS_UID).isEmpty();
      (report ? reports : others).computeIfAbsent(in, it -> new LinkedHashSet<>()).add(instance);
      size++;
    }
  }

  Instant at() {
    return at;
  }

  /** How many objects there are. */
  int size() {
    return size;
  }

  /** Whether the study, series or object is listed. */
  boolean has(ResourcePath path) {
    return path.series() == null || holds(reports, path) || holds(others, path);
  }

  /** Whether this is a report, holds one, or is not listed. */
  boolean hides(ResourcePath path) {
    return !has(path) || (path.series() == null ? !reports.isEmpty() : holds(reports, path));
  }

  /** Whether nothing of this is left without the reports, or it is not listed. */
  boolean hidesAll(ResourcePath path) {
    return path.series() != null && !holds(others, path);
  }

  /** The objects of a series that do not belong to reports. */
  List<InstanceUid> others(SeriesUid series) {
    return List.copyOf(others.getOrDefault(series, Set.of()));
  }

  private static boolean holds(Map<SeriesUid, Set<InstanceUid>> objects, ResourcePath path) {
    @Nullable SeriesUid in = path.series();
    @Nullable InstanceUid instance = path.instance();
    if (in == null) {
      return false;
    }
    Set<InstanceUid> ofSeries = objects.getOrDefault(in, Set.of());
    return instance == null ? !ofSeries.isEmpty() : ofSeries.contains(instance);
  }
}

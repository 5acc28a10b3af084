package org.sallyport.portal.studies.reports.content;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;

/**
 * Where the objects are that a report refers to: it lists study and series of each apart from its
 * content (PS3.3 section C.17.2). The list is what the report says; access is checked again when a
 * reference is followed.
 */
public final class Evidence {
  private static final int MAX_OBJECTS = 20_000;

  private final Map<String, ResourcePath> places = new HashMap<>();

  public static Evidence of(DicomObject report) {
    Evidence evidence = new Evidence();
    for (String sequence : List.of(SrTag.EVIDENCE, SrTag.OTHER_EVIDENCE)) {
      report.items(sequence).forEach(evidence::addStudy);
    }
    return evidence;
  }

  public Optional<ResourcePath> place(String instance) {
    return Optional.ofNullable(places.get(instance));
  }

  private void addStudy(DicomObject item) {
    Optional<StudyUid> study = StudyUid.parse(item.text(SrTag.STUDY_INSTANCE_UID));
    study.ifPresent(
        in -> item.items(SrTag.REFERENCED_SERIES).forEach(series -> addSeries(in, series)));
  }

  private void addSeries(StudyUid study, DicomObject item) {
    Optional<SeriesUid> series = SeriesUid.parse(item.text(SrTag.SERIES_INSTANCE_UID));
    series.ifPresent(
        in -> item.items(SrTag.REFERENCED_SOP).forEach(object -> add(study, in, object)));
  }

  private void add(StudyUid study, SeriesUid series, DicomObject item) {
    String uid = item.text(SrTag.REFERENCED_SOP_INSTANCE_UID);
    Optional<InstanceUid> instance = InstanceUid.parse(uid);
    if (places.size() < MAX_OBJECTS && instance.isPresent()) {
      places.putIfAbsent(uid, ResourcePath.of(study, series, instance.get()));
    }
  }
}

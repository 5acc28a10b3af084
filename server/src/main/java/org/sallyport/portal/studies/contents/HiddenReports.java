package org.sallyport.portal.studies.contents;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.studies.ExpiringCaches;
import org.sallyport.portal.studies.StudiesProperties;
import org.sallyport.portal.studies.StudyAccess;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an account that has a study without its reports must not get: series of structured reports,
 * documents and key object selections, and single objects of these classes in other series. Of such
 * another series it gets the rest, object by object. Objects never change, so those that are known
 * are remembered; unknown ones and whole series are looked up again. What the archive does not list
 * then is hidden too.
 */
@Component
public class HiddenReports {
  private static final Duration CACHE_TTL = Duration.ofMinutes(5);
  private static final int MAX_CACHED_OBJECTS = 100_000;

  /** They count the reports, or name their classes. */
  private static final List<String> TELLING =
      List.of(
          Tag.SOP_CLASSES_IN_STUDY,
          Tag.SERIES_OF_PATIENT,
          Tag.INSTANCES_OF_PATIENT,
          Tag.SERIES_IN_STUDY,
          Tag.INSTANCES_IN_STUDY);

  private final Archive archive;
  private final StudyInstances instances;
  private final Clock clock;
  private final Duration recheck;
  private final Cache<StudyUid, StudyContents> known;

  HiddenReports(
      Archive archive, StudyInstances instances, StudiesProperties properties, Clock clock) {
    this.archive = archive;
    this.instances = instances;
    this.clock = clock;
    this.recheck = properties.recheck();
    this.known =
        ExpiringCaches.weighed(
            clock, CACHE_TTL, MAX_CACHED_OBJECTS, (study, contents) -> contents.size());
  }

  /**
   * Whether the account must not get this: it is a report, contains one, or is not listed.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public boolean hides(StudyAccess studyAccess, ResourcePath path) {
    return !studyAccess.withReport() && of(path).hides(path);
  }

  /**
   * Whether nothing of this is left for the account without the reports: a list of it is as absent
   * as that of an unknown series.
   */
  public boolean hidesAll(StudyAccess studyAccess, ResourcePath path) {
    return !studyAccess.withReport() && path.series() != null && of(path).hidesAll(path);
  }

  /** Whether the account must not get this object of a listing or of metadata. */
  public boolean hides(StudyAccess studyAccess, DicomObject object) {
    return !studyAccess.withReport()
        && (StudyContents.isReport(object)
            || ResourcePath.of(object)
                .filter(path -> path.instance() != null && !of(path).hides(path))
                .isEmpty());
  }

  /** Whether the account must not get this series of a listing. */
  public boolean hidesSeries(StudyAccess studyAccess, DicomObject series) {
    return !studyAccess.withReport()
        && (StudyContents.isReport(series)
            || ResourcePath.of(series)
                .filter(path -> path.series() != null && !of(path).hidesAll(path))
                .isEmpty());
  }

  /** The series of the study that the reader may see; without reports if they are withheld. */
  public List<SeriesEntry> series(StudyAccess studyAccess) {
    StudyUid study = studyAccess.study().uid();
    List<SeriesEntry> series = archive.series(study);
    return studyAccess.withReport()
        ? series
        : series.stream().flatMap(it -> withoutReports(study, it).stream()).toList();
  }

  private Optional<SeriesEntry> withoutReports(StudyUid study, SeriesEntry series) {
    ResourcePath path = ResourcePath.of(study, series.uid());
    if (StudyAccess.isOfReports(series.modality()) || of(path).hidesAll(path)) {
      return Optional.empty();
    }
    StudyContents contents = of(path);
    return Optional.of(
        contents.hides(path) ? series.withInstances(contents.others(series.uid()).size()) : series);
  }

  /**
   * The objects that the account gets of a series that holds reports besides them.
   *
   * @return empty if the account may get the whole series, or nothing of it
   */
  public List<ResourcePath> besideReports(StudyAccess studyAccess, ResourcePath path) {
    @Nullable SeriesUid series = path.series();
    if (series == null || !hides(studyAccess, path)) {
      return List.of();
    }
    return of(path).others(series).stream()
        .map(instance -> ResourcePath.of(path.study(), series, instance))
        .toList();
  }

  /**
   * The study's attributes. If the account must not get the reports, the modalities and classes of
   * these are missing, and so are the numbers of series and objects, which count them.
   */
  public static DicomObject attributes(StudyAccess studyAccess) {
    DicomObject attributes = studyAccess.study().attributes();
    if (studyAccess.withReport()) {
      return attributes;
    }
    ObjectNode copy = attributes.json().deepCopy();
    removeTelling(copy);
    return new DicomObject(copy);
  }

  /** Removes the same from an item of a listing or of metadata, and counts the rest of a series. */
  public void strip(StudyAccess studyAccess, DicomObject item) {
    if (!studyAccess.withReport()) {
      removeTelling(item.json());
      if (item.json().has(Tag.INSTANCES_IN_SERIES)) {
        ResourcePath.of(item).ifPresent(path -> count(path, item.json()));
      }
    }
  }

  private void count(ResourcePath path, ObjectNode item) {
    @Nullable SeriesUid series = path.series();
    if (series != null) {
      ResourcePath whole = ResourcePath.of(path.study(), series);
      StudyContents contents = of(whole);
      if (contents.hides(whole)) {
        int others = contents.others(series).size();
        item.putObject(Tag.INSTANCES_IN_SERIES).put("vr", "IS").putArray("Value").add(others);
      }
    }
  }

  private static void removeTelling(ObjectNode item) {
    item.remove(TELLING);
    if (item.path(Tag.MODALITIES_IN_STUDY).path("Value") instanceof ArrayNode modalities) {
      modalities.removeIf(modality -> StudyAccess.isOfReports(modality.asString("")));
    }
  }

  private StudyContents of(ResourcePath path) {
    StudyContents contents = known.getIfPresent(path.study());
    if (contents == null || !answers(contents, path)) {
      contents = read(path.study());
      known.put(path.study(), contents);
    }
    return contents;
  }

  private boolean answers(StudyContents contents, ResourcePath path) {
    boolean isFresh = contents.at().plus(recheck).isAfter(clock.instant());
    return contents.has(path) && (path.instance() != null || isFresh);
  }

  private StudyContents read(StudyUid study) {
    StudyContents contents = new StudyContents(clock.instant());
    instances.each(study, contents::add);
    return contents;
  }
}

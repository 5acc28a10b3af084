package org.sallyport.studies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.archive.Archive;
import org.sallyport.archive.ResourcePath;
import org.sallyport.archive.dicom.DicomObject;
import org.sallyport.archive.dicom.SeriesEntry;
import org.sallyport.archive.dicom.Tag;
import org.sallyport.ids.InstanceUid;
import org.sallyport.ids.SeriesUid;
import org.sallyport.ids.StudyUid;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an account that has a study without its reports must not get: series of structured reports,
 * documents and key object selections, and single objects of these classes in other series. Objects
 * never change, so those that are known are remembered; unknown ones and whole series are looked up
 * again. What the archive does not list then is hidden too.
 */
@Component
public class HiddenReports {

  /** Structured reports, which include key object selections, and encapsulated documents. */
  private static final List<String> CLASSES =
      List.of("1.2.840.10008.5.1.4.1.1.88.", "1.2.840.10008.5.1.4.1.1.104.");

  private static final Duration MEMORY = Duration.ofMinutes(5);
  private static final int MOST = 200;
  private static final int AT_A_TIME = 1000;

  private final Archive archive;
  private final Clock clock;
  private final Duration recheck;
  private final Cache<StudyUid, Contents> known;

  HiddenReports(Archive archive, StudiesProperties properties, Clock clock) {
    this.archive = archive;
    this.clock = clock;
    this.recheck = properties.recheck();
    this.known =
        Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .maximumSize(MOST)
            .build();
  }

  /** The objects and series of a study, and which of the objects belong to its reports. */
  private record Contents(
      Set<InstanceUid> all, Set<SeriesUid> series, Set<ResourcePath> reports, Instant at) {

    /** Adds an object; one whose class the archive does not tell counts as a report. */
    void add(DicomObject item) {
      ResourcePath.of(item)
          .ifPresent(
              path -> {
                if (path.series() != null) {
                  series.add(path.series());
                }
                if (path.instance() != null) {
                  all.add(path.instance());
                }
                if (isReport(item) || item.text(Tag.SOP_CLASS_UID).isEmpty()) {
                  reports.add(path);
                }
              });
    }

    boolean has(ResourcePath path) {
      @Nullable InstanceUid instance = path.instance();
      @Nullable SeriesUid in = path.series();
      return instance == null ? in == null || series.contains(in) : all.contains(instance);
    }

    boolean hides(ResourcePath path) {
      return !has(path) || reports.stream().anyMatch(path::holds);
    }
  }

  /**
   * Whether the account must not get this: it is a report, contains one, or is not listed.
   *
   * @throws org.sallyport.archive.ArchiveUnreachable if the archive does not answer
   */
  public boolean hides(StudyAccess studyAccess, ResourcePath path) {
    return !studyAccess.withReport() && of(path).hides(path);
  }

  /** Whether the account must not get this item of a listing or of metadata. */
  public boolean hides(StudyAccess studyAccess, DicomObject item) {
    return !studyAccess.withReport()
        && (isReport(item)
            || ResourcePath.of(item).filter(path -> hides(studyAccess, path)).isPresent());
  }

  private boolean hides(StudyAccess studyAccess, SeriesEntry series) {
    StudyUid study = studyAccess.study().uid();
    return !studyAccess.withReport()
        && (StudyAccess.isOfReports(series.modality())
            || hides(studyAccess, ResourcePath.of(study, series.uid())));
  }

  /** The series of the study that the reader may see; without reports if they are withheld. */
  public List<SeriesEntry> series(StudyAccess studyAccess) {
    return archive.series(studyAccess.study().uid()).stream()
        .filter(series -> !hides(studyAccess, series))
        .toList();
  }

  /**
   * The study's attributes. If the account must not get the reports, the modalities of these are
   * missing, and so are the numbers of series and objects, which count them.
   */
  public static DicomObject attributes(StudyAccess studyAccess) {
    DicomObject attributes = studyAccess.study().attributes();
    if (studyAccess.withReport()) {
      return attributes;
    }
    ObjectNode copy = attributes.json().deepCopy();
    copy.remove(List.of(Tag.SERIES_IN_STUDY, Tag.INSTANCES_IN_STUDY));
    if (copy.path(Tag.MODALITIES_IN_STUDY).path("Value") instanceof ArrayNode modalities) {
      modalities.removeIf(modality -> StudyAccess.isOfReports(modality.asString("")));
    }
    return new DicomObject(copy);
  }

  /** Whether an item, of a series or an object, belongs to a report. */
  private static boolean isReport(DicomObject item) {
    String sopClass = item.text(Tag.SOP_CLASS_UID);
    return StudyAccess.isOfReports(item.text(Tag.MODALITY))
        || CLASSES.stream().anyMatch(sopClass::startsWith);
  }

  private Contents of(ResourcePath path) {
    Contents contents = known.getIfPresent(path.study());
    if (contents == null || !answers(contents, path)) {
      contents = read(path.study());
      known.put(path.study(), contents);
    }
    return contents;
  }

  private boolean answers(Contents contents, ResourcePath path) {
    boolean isFresh = contents.at().plus(recheck).isAfter(clock.instant());
    return contents.has(path) && (path.instance() != null || isFresh);
  }

  /** Some archives limit a listing, so what follows is read page by page until nothing is new. */
  private Contents read(StudyUid study) {
    Contents contents =
        new Contents(new HashSet<>(), new HashSet<>(), new HashSet<>(), clock.instant());
    archive.eachInstance(ResourcePath.of(study), contents::add);
    int before = 0;
    while (contents.all().size() > before) {
      before = contents.all().size();
      archive.someInstances(study, AT_A_TIME, before, contents::add);
    }
    return contents;
  }
}

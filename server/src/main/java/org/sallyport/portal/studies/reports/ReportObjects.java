package org.sallyport.portal.studies.reports;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.archive.dicom.SopClass;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.studies.ExpiringCaches;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.StudyInstances;
import org.springframework.stereotype.Component;

/**
 * Finds the reports of a study by their SOP class, in series of images too. An archive that tells
 * the classes in a study is asked for the objects of those only; of any other, all objects are
 * listed. What was found is cached as long as the archive lists the same series with the same
 * numbers of objects.
 */
@Component
class ReportObjects {
  private static final Duration CACHE_TTL = Duration.ofMinutes(5);
  private static final int MAX_CACHED = 5000;

  private final Archive archive;
  private final StudyInstances instances;
  private final Cache<StudyUid, Found> known;

  ReportObjects(Archive archive, StudyInstances instances, Clock clock) {
    this.archive = archive;
    this.instances = instances;
    this.known = ExpiringCaches.of(clock, CACHE_TTL, MAX_CACHED);
  }

  private record Found(List<SeriesEntry> series, List<ResourcePath> places) {}

  private record Numbered(ResourcePath place, int series, int number) {}

  /**
   * The places of the reports, ordered by the numbers of series and instances.
   *
   * @param series all series of the study, as the archive lists them at this moment
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  List<ResourcePath> of(StudyUid study, List<SeriesEntry> series) {
    @Nullable Found found = known.getIfPresent(study);
    if (found != null && found.series().equals(series)) {
      return found.places();
    }
    List<ResourcePath> places = new Search(study, series).places();
    if (series.stream().allMatch(it -> it.instances() > 0)) {
      known.put(study, new Found(List.copyOf(series), places));
    }
    return places;
  }

  /** The search in one study. */
  private final class Search {
    private final StudyUid study;
    private final Map<SeriesUid, SeriesEntry> series = new LinkedHashMap<>();
    private final Set<Numbered> found = new LinkedHashSet<>();

    Search(StudyUid study, List<SeriesEntry> series) {
      this.study = study;
      series.forEach(it -> this.series.put(it.uid(), it));
    }

    List<ResourcePath> places() {
      findByClass();
      findInSeriesOfReports();
      return found.stream()
          .sorted(Comparator.comparingInt(Numbered::series).thenComparingInt(Numbered::number))
          .map(Numbered::place)
          .toList();
    }

    private void findByClass() {
      Set<String> told = archive.sopClasses(study);
      List<String> classes = told.stream().filter(SopClass::isReport).sorted().toList();
      if (told.isEmpty()) {
        instances.each(study, this::add);
      } else if (!classes.isEmpty()) {
        archive.eachInstance(study, classes, this::add);
      }
    }

    private void findInSeriesOfReports() {
      series.values().stream()
          .filter(it -> StudyAccess.isOfReports(it.modality()) && !isRepresented(it))
          .forEach(it -> archive.eachInstance(ResourcePath.of(study, it.uid()), this::add));
    }

    private boolean isRepresented(SeriesEntry entry) {
      return found.stream().anyMatch(it -> entry.uid().equals(it.place().series()));
    }

    private void add(DicomObject item) {
      ResourcePath.of(item)
          .filter(place -> place.study().equals(study) && place.instance() != null)
          .ifPresent(place -> add(place, item));
    }

    /** Objects of a series of reports count whatever their class is. */
    private void add(ResourcePath place, DicomObject item) {
      @Nullable SeriesUid uid = place.series();
      @Nullable SeriesEntry in = uid == null ? null : series.get(uid);
      boolean isOfReports = in != null && StudyAccess.isOfReports(in.modality());
      if (isOfReports || SopClass.isReport(item.text(Tag.SOP_CLASS_UID))) {
        int number = in == null ? Integer.MAX_VALUE : in.number();
        found.add(new Numbered(place, number, item.count(Tag.INSTANCE_NUMBER)));
      }
    }
  }
}

package org.sallyport.portal.studies.objects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.studies.contents.KnownObjects;
import org.springframework.stereotype.Component;

/** Lists the objects of a study, each with its name in a ZIP. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StudyObjects {
  private static final int PAGE_SIZE = 1000;

  private static final Comparator<Numbered> ORDER =
      Comparator.comparingInt(Numbered::series)
          .thenComparing(it -> String.valueOf(it.place().series()))
          .thenComparing(Numbered::number)
          .thenComparing(it -> String.valueOf(it.place().instance()));

  private final Archive archive;
  private final MemoryBudget budget;

  /**
   * An object and its name, for example "SERIES-02/IMAGE-0017". The name contains nothing that the
   * archive says.
   */
  public record Named(ResourcePath place, String name) {}

  private record Numbered(ResourcePath place, int series, int number) {}

  /**
   * The objects that are shown, ordered by the numbers of series and instances. The names do not
   * tell of others.
   */
  public List<Named> of(StudyUid study, Predicate<ResourcePath> isShown) {
    List<Named> named = new ArrayList<>();
    int number = 0;
    for (List<Numbered> objects : bySeries(shown(study, isShown))) {
      number++;
      for (int i = 0; i < objects.size(); i++) {
        named.add(new Named(objects.get(i).place(), name(number, i + 1)));
      }
    }
    return named;
  }

  private List<Numbered> shown(StudyUid study, Predicate<ResourcePath> isShown) {
    return all(study).stream().filter(it -> isShown.test(it.place())).sorted(ORDER).toList();
  }

  private static Collection<List<Numbered>> bySeries(List<Numbered> objects) {
    Map<SeriesUid, List<Numbered>> series = new LinkedHashMap<>();
    for (Numbered object : objects) {
      SeriesUid of = object.place().series();
      if (of != null) {
        series.computeIfAbsent(of, uid -> new ArrayList<>()).add(object);
      }
    }
    return series.values();
  }

  /** Reads page by page, until a page has nothing new: some archives limit a page themselves. */
  private List<Numbered> all(StudyUid study) {
    List<Numbered> all = new ArrayList<>();
    try (KnownObjects known = new KnownObjects(study, budget)) {
      int before = -1;
      while (all.size() > before) {
        before = all.size();
        archive.someInstances(study, PAGE_SIZE, before, item -> add(item, known, all));
      }
    }
    return all;
  }

  private static void add(DicomObject item, KnownObjects known, List<Numbered> all) {
    ResourcePath.of(item)
        .filter(known::add)
        .ifPresent(
            place ->
                all.add(
                    new Numbered(
                        place, item.count(Tag.SERIES_NUMBER), item.count(Tag.INSTANCE_NUMBER))));
  }

  private static String name(int series, int image) {
    return String.format(Locale.ROOT, "SERIES-%02d/IMAGE-%04d", series, image);
  }
}

package org.sallyport.demo.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sallyport.demo.Refused;
import org.springframework.util.FileSystemUtils;

/**
 * Loads studies into the archive. Some objects are made by the demo. The sample files are first
 * de-identified and given invented names in a temporary second archive, so that the demo's archive
 * never holds an original file.
 */
public final class SampleLoader {
  private final Path samples;
  private final OrthancApi archive;

  public SampleLoader(Path samples, OrthancApi archive) {
    this.samples = samples;
    this.archive = archive;
  }

  /**
   * Loads missing studies.
   *
   * @param workshop a working folder, empty or missing
   * @param now the reference for the studies' dates
   */
  public void load(List<SampleStudy> studies, Path workshop, LocalDateTime now) throws IOException {
    List<SampleStudy> missing = studies.stream().filter(this::isMissing).toList();
    if (missing.isEmpty()) {
      return;
    }
    try (Orthanc bench = Orthanc.start(workshop)) {
      for (SampleStudy study : missing) {
        load(study, bench.api(), new SampleTags(study, now));
      }
    }
    FileSystemUtils.deleteRecursively(workshop);
  }

  private boolean isMissing(SampleStudy study) {
    return archive.count(study.uid()) < study.objects();
  }

  private void load(SampleStudy study, OrthancApi bench, SampleTags tags) throws IOException {
    for (int series = 0; series < study.series().size(); series++) {
      List<String> files = study.series().get(series).filesOrNone();
      for (int instance = 0; instance < files.size(); instance++) {
        load(files.get(instance), bench, tags.of(series, instance));
      }
      List<MadeObject> made = made(study, study.series().get(series), tags);
      int number = series;
      IntStream.range(0, made.size())
          .parallel()
          .forEach(instance -> make(made.get(instance), bench, tags.of(number, instance)));
    }
  }

  private static List<MadeObject> made(
      SampleStudy study, SampleStudy.Series series, SampleTags tags) {
    if (series.phantom() != null) {
      return series.phantom().pictures();
    }
    if (series.report() != null) {
      return List.of(series.report().asReport(tags.moment(), study.institution()));
    }
    if (series.marked() != null) {
      return List.of(series.marked().in(study, tags));
    }
    return series.letter() == null ? List.of() : List.of(series.letter().asPdf());
  }

  private void make(MadeObject object, OrthancApi bench, Map<String, Object> tags) {
    Map<String, Object> all = new LinkedHashMap<>(tags);
    all.put("Manufacturer", "Sallyport demo");
    all.putIfAbsent("ReferringPhysicianName", "");
    all.putAll(object.tags());
    byte[] file = object.file();
    if (file == null) {
      archive.make(all, object.content());
    } else {
      String made = bench.store(file);
      archive.store(bench.modified(made, all));
      bench.delete(made);
    }
  }

  private void load(String file, OrthancApi bench, Map<String, Object> tags) throws IOException {
    try {
      // Two steps: values set during anonymization would be removed as well.
      String nameless = swap(bench, Files.readAllBytes(file(file)));
      archive.store(bench.modified(nameless, tags));
      bench.delete(nameless);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("the sample " + file + ": " + e.getMessage());
    }
  }

  /**
   * Samples of different packages may have the same UID, so each is deleted as soon as possible.
   */
  private static String swap(OrthancApi bench, byte[] object) {
    String raw = bench.store(object);
    byte[] nameless = bench.anonymized(raw);
    bench.delete(raw);
    return bench.store(nameless);
  }

  private Path file(String name) {
    Path file = samples.resolve(name);
    if (!Files.isReadable(file)) {
      throw new Refused("a sample is missing: " + file);
    }
    return file;
  }
}

package org.sallyport.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * Brings studies into the archive. The sample files go through a workshop, an archive of its own,
 * which takes their names off and puts others on: the archive of the demo never holds a file as it
 * came.
 */
final class SampleLoader {
  private final Path samples;
  private final OrthancApi archive;

  SampleLoader(Path samples, OrthancApi archive) {
    this.samples = samples;
    this.archive = archive;
  }

  /**
   * Loads what is not there yet.
   *
   * @param workshop a folder to work in, empty or missing
   * @param now from which the studies' moments are counted back
   */
  void load(List<SampleStudy> studies, Path workshop, LocalDateTime now) throws IOException {
    List<SampleStudy> missing =
        studies.stream().filter(study -> archive.count(study.uid()) < study.objects()).toList();
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

  private void load(SampleStudy study, OrthancApi bench, SampleTags tags) throws IOException {
    for (int series = 0; series < study.series().size(); series++) {
      List<String> files = study.series().get(series).files();
      for (int instance = 0; instance < files.size(); instance++) {
        load(files.get(instance), bench, tags.of(series, instance));
      }
    }
  }

  private void load(String file, OrthancApi bench, Map<String, Object> tags) throws IOException {
    try {
      // In two steps: what is given while names are taken off loses its names as well.
      String nameless = swap(bench, Files.readAllBytes(file(file)));
      archive.store(bench.modified(nameless, tags));
      bench.delete(nameless);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("the sample " + file + ": " + e.getMessage());
    }
  }

  /** Samples of different packages may bear the same UID: none stays longer than it is needed. */
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

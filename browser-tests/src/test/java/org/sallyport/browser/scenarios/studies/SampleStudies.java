package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.springframework.stereotype.Component;

/** Studies made of sample files. */
@Component
class SampleStudies {
  private static final Path FOLDER = Path.of(System.getProperty("demo.samples", ""));

  private final Shares shares;
  private final IndexedStudies indexed;

  SampleStudies(Shares shares, IndexedStudies indexed) {
    this.shares = shares;
    this.indexed = indexed;
  }

  /** A stored study: the UIDs of its series and objects are those of the study with numbers. */
  record Stored(StudyUid uid) {
    String page(int series) {
      return "/studies/" + uid + "/view?series=" + series(series);
    }

    String page(int series, int frame) {
      return page(series) + "&object=" + series(series) + ".1&frame=" + frame;
    }

    String series(int number) {
      return uid + "." + number;
    }
  }

  /** A sample. */
  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  /** Stores files as a study that is shared with an account: each is a series of its own. */
  public Stored share(Person reader, List<String> files, Map<String, Object> attributes) {
    return share(
        reader,
        files.stream().map(List::of).toList(),
        attributes,
        files.stream().map(file -> Path.of(file).getFileName().toString()).toList());
  }

  /** Stores files as the objects of several series of a study that is shared with an account. */
  public Stored shareSeries(Person reader, List<List<String>> series) {
    List<String> descriptions = series.stream().map(files -> "Stack of " + files.size()).toList();
    return share(reader, series, Map.of(), descriptions);
  }

  /** The same, with the descriptions of the series. */
  Stored shareNamed(
      Person reader, Map<String, List<String>> series, Map<String, Object> attributes) {
    return share(reader, List.copyOf(series.values()), attributes, List.copyOf(series.keySet()));
  }

  /** Shares files that belong to a study with an account, as they are. */
  Stored shareAsTheyAre(Person reader, StudyUid uid, List<Path> files) {
    TestArchive.start();
    files.forEach(file -> TestArchive.upload(read(file.toAbsolutePath().toString())));
    shares.share(uid, reader.id(), "Dr Emile Vuurtoren", null);
    indexed.update();
    return new Stored(uid);
  }

  /** Stores a file that says itself which study it belongs to. */
  void add(Path file) {
    TestArchive.upload(read(file.toAbsolutePath().toString()));
  }

  private Stored share(
      Person reader,
      List<List<String>> series,
      Map<String, Object> attributes,
      List<String> descriptions) {
    TestArchive.start();
    Stored study = new Stored(new TestStudy().uid());
    for (int number = 1; number <= series.size(); number++) {
      List<String> files = series.get(number - 1);
      for (int object = 1; object <= files.size(); object++) {
        Map<String, Object> tags = new LinkedHashMap<>(common());
        tags.putAll(attributes);
        tags.putAll(names(study, number, object));
        tags.put("SeriesDescription", descriptions.get(number - 1));
        TestArchive.storeFile(read(files.get(object - 1)), tags);
      }
    }
    shares.share(study.uid(), reader.id(), "Dr Emile Vuurtoren", null);
    indexed.update();
    return study;
  }

  private static Map<String, Object> names(Stored study, int series, int object) {
    return Map.of(
        "StudyInstanceUID", study.uid().value(),
        "SeriesInstanceUID", study.series(series),
        "SOPInstanceUID", study.series(series) + "." + object,
        "SeriesNumber", String.valueOf(series),
        "InstanceNumber", String.valueOf(object));
  }

  public Stored share(Person reader, List<String> files) {
    return share(reader, files, Map.of());
  }

  private static Map<String, Object> common() {
    return Map.of(
        "PatientName", "Vanderquill^Adelheid",
        "PatientID", "LM-400218",
        "PatientBirthDate", "19580314",
        "PatientSex", "F",
        "StudyDate", "20261120",
        "StudyTime", "095100",
        "StudyDescription", "Samples of many kinds",
        "InstitutionName", "Lindenmoor General");
  }

  private static byte[] read(String file) {
    try {
      return Files.readAllBytes(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

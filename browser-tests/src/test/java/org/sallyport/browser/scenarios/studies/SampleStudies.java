package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.index.Sweep;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.springframework.stereotype.Component;

/** Studies made of sample files: each file becomes a series of its own. */
@Component
class SampleStudies {
  private static final Path FOLDER = Path.of(System.getProperty("demo.samples", ""));

  private final Shares shares;
  private final Sweep sweep;

  SampleStudies(Shares shares, Sweep sweep) {
    this.shares = shares;
    this.sweep = sweep;
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

  /** Stores files as a study that is shared with an account. */
  public Stored share(Person reader, List<String> files, Map<String, Object> attributes) {
    TestArchive.start();
    StudyUid uid = new TestStudy().uid();
    for (int series = 1; series <= files.size(); series++) {
      Map<String, Object> tags = new LinkedHashMap<>(common());
      tags.putAll(attributes);
      tags.put("StudyInstanceUID", uid.value());
      tags.put("SeriesInstanceUID", uid + "." + series);
      tags.put("SOPInstanceUID", uid + "." + series + ".1");
      tags.put("SeriesNumber", String.valueOf(series));
      tags.put("SeriesDescription", Path.of(files.get(series - 1)).getFileName().toString());
      TestArchive.storeFile(read(files.get(series - 1)), tags);
    }
    shares.share(uid, reader.id(), "Dr Emile Vuurtoren", null);
    sweep.readEverything();
    return new Stored(uid);
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

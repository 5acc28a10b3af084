package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.sallyport.demo.archive.DemoUid;
import org.sallyport.demo.archive.OrthancApi;
import org.sallyport.demo.archive.SampleLoader;
import org.sallyport.demo.archive.SampleStudy;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.database.Shares;
import org.springframework.stereotype.Component;

/** The studies that the demo shows. */
@Component
class DemoStudies {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 9, 51);

  private final Shares shares;
  private final IndexedStudies indexed;

  DemoStudies(Shares shares, IndexedStudies indexed) {
    this.shares = shares;
    this.indexed = indexed;
  }

  /** Shares studies with an account, after they were loaded into the archive if need be. */
  void share(Person reader, Path workshop, List<String> keys) {
    TestArchive.start();
    Map<String, Object> settings = TestArchive.settings();
    String root = String.valueOf(settings.get("sallyport.archive.url")).replace("dicom-web", "");
    OrthancApi archive =
        new OrthancApi(
            URI.create(root),
            String.valueOf(settings.get("sallyport.archive.username")),
            String.valueOf(settings.get("sallyport.archive.password")));
    List<SampleStudy> wanted =
        SampleStudy.all().stream().filter(study -> keys.contains(study.key())).toList();
    try {
      new SampleLoader(SampleStudies.file(""), archive).load(wanted, workshop, NOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String key : keys) {
      TestArchive.hasChanged(uid(key));
      shares.share(uid(key), reader.id(), "Dr Emile Vuurtoren", null);
    }
    indexed.update();
  }

  static StudyUid uid(String key) {
    return new StudyUid(DemoUid.of(key));
  }

  static String page(String key) {
    return "/studies/" + uid(key) + "/view";
  }
}

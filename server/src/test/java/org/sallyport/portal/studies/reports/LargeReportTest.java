package org.sallyport.portal.studies.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.Guests;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestReport;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A report with a text of {@code -Dreport.megabytes} in a real archive: what it takes as its
 * patient and as a guest. Prints the time of each request, and the most that the heap held.
 */
@Tag("long")
@SallyportTest
class LargeReportTest {
  private static final int MEGABYTES = Integer.getInteger("report.megabytes", 90);
  private static final long MEGABYTE = 1 << 20;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  private final TestStudy study = new TestStudy().images(2);
  private Browser physician;
  private Browser patient;

  @BeforeEach
  void aStudyWithImagesAndALargeReport() {
    People.Person doctor = people.byEmail();
    People.Person person = people.add("email", true, false, "patient");
    jdbc.sql("insert into patient_number values (?, 'LINDENMOOR', 'large-1')")
        .params(person.id().value())
        .update();
    study
        .ofPatient("LINDENMOOR", "large-1")
        .requestedBy("RIZIV", numbers.give(doctor.id(), "RIZIV"));
    TestArchive.store(study);
    String text = "lorem ipsum ".repeat((int) (MEGABYTES * MEGABYTE / 12));
    Map<String, Object> report = TestReport.of(study, "Report", TestReport.text("Findings", text));
    TestArchive.create(report);
    indexed.update();
    physician = Visitors.signedIn(doctor, port);
    patient = Visitors.signedIn(person, port);
  }

  @Test
  void takesLittleMemory() {
    String uid = study.uid().value();
    String metadata = "dicom-web/studies/%s/series/%s/metadata".formatted(uid, study.seriesUid(90));
    Browser guest = Guests.of(physician, study, clock, port);
    measured("patient, first page of the study", () -> patient.get("/studies/" + uid));
    measured("patient, the same again", () -> patient.get("/studies/" + uid));
    measured("patient, metadata", () -> patient.get("/" + metadata));
    measured("guest, metadata", () -> guest.get("/shared/dicom-web/studies/" + uid + "/metadata"));
    Browser.Page page =
        measured(
            "report", () -> patient.get("/studies/" + uid + "/reports/" + TestReport.uid(study)));
    assertThat(page.text()).contains("This report cannot be shown");
  }

  private static Browser.Page measured(String what, Supplier<Browser.Page> act) {
    System.gc();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
    long before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long start = System.nanoTime();
    Browser.Page page = act.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    long most =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "large report: %s: status=%d seconds=%.1f answer_kb=%d heap_before_mb=%d heap_peak_mb=%d%n",
        what,
        page.status(),
        seconds,
        page.body().length() / 1024,
        before / MEGABYTE,
        most / MEGABYTE);
    return page;
  }
}

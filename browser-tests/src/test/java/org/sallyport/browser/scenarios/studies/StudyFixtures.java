package org.sallyport.browser.scenarios.studies;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestReport;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.stereotype.Component;

/** Stores studies in the archive that an account may see. */
@Component
public class StudyFixtures {
  private static final String ISSUER = "RIZIV";

  /** A page of text, which would run a script and open another address. */
  private static final String PDF =
      """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\("run"\\);app.launchURL\\("/logout"\\))>>>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
      trailer<</Root 1 0 R>>
      """;

  private final Numbers numbers;
  private final Shares shares;
  private final IndexedStudies indexed;

  StudyFixtures(Numbers numbers, Shares shares, IndexedStudies indexed) {
    this.numbers = numbers;
    this.shares = shares;
    this.indexed = indexed;
  }

  /** Six studies of all kinds. The last one is shared, the one before it was referred. */
  public void fill(Person reader) {
    String number = numbers.give(reader.id(), ISSUER);
    TestArchive.store(
        study("Vanderquill^Adelheid", "LM-400218", "CT thorax with contrast", "CT")
            .requestedBy(ISSUER, number)
            .with("PatientSex", "F")
            .with("PatientBirthDate", "19580314")
            .with("AccessionNumber", "A-2026-118340")
            .with("SeriesDescription", "Thorax, soft tissue")
            .series(4)
            .images(2));
    TestArchive.store(
        study("Oosterwolk^Bram", "LM-400377", "MR knee left", "MR").requestedBy(ISSUER, number));
    TestArchive.store(
        study(
                "Hollebosch-Van den Winckel^Maria Magdalena Josephina",
                "LM-400902",
                "US abdomen",
                "US")
            .requestedBy(ISSUER, number)
            .with("StudyDate", "20261002"));
    TestArchive.store(
        study("Zandkorrel^Kaspar", "SQ-11-2093", "XR chest, two views", "DX")
            .requestedBy(ISSUER, number)
            .with("InstitutionName", "Saint Quillon Polyclinic for Diseases of the Chest"));
    TestArchive.store(
        study("Nachtegaal^Zeger", "LM-398114", "PET-CT whole body, follow-up after therapy", "PT")
            .referredBy(ISSUER, number)
            .with("StudyDate", "20251117"));
    share(reader);
    indexed.update();
  }

  /** One more study that the reader requested. */
  public StudyUid arrive(Person reader) {
    String number = numbers.give(reader.id(), ISSUER);
    StudyUid study =
        TestArchive.store(
            study("Sleutelbloem^Ilse", "LM-402112", "MR brain", "MR").requestedBy(ISSUER, number));
    indexed.update();
    return study;
  }

  /** A study with a report that is not verified yet, a letter as PDF with script, and images. */
  public TestStudy reported(Person reader) {
    TestStudy study =
        study("Lindqvist^Tove", "LM-401555", "CT thorax, follow-up", "CT")
            .requestedBy(ISSUER, numbers.give(reader.id(), ISSUER))
            .with("PatientSex", "F")
            .with("PatientBirthDate", "19710902")
            .series(2)
            .images(2);
    TestArchive.store(study);
    TestArchive.create(report(study));
    Map<String, Object> letter = study.object(91, 1);
    letter.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.104.1");
    letter.put("Modality", "DOC");
    letter.put("DocumentTitle", "Letter to the practice");
    TestArchive.create(letter, "application/pdf", PDF.getBytes(StandardCharsets.US_ASCII));
    indexed.update();
    return study;
  }

  private static Map<String, Object> report(TestStudy study) {
    Map<String, Object> report =
        TestReport.of(
            study,
            "Radiology report",
            TestReport.container(
                "Findings",
                TestReport.text(
                    "Description",
                    "The nodule in the left upper lobe has not grown since the last examination.\n"
                        + "No new nodules. No enlarged lymph nodes. No effusion."),
                TestReport.container(
                    "Nodule 1",
                    TestReport.code("Site", "Upper lobe of left lung"),
                    TestReport.number("Longest diameter", "7.5", "mm"),
                    TestReport.number("Short axis", "5.1", "mm"),
                    TestReport.image("Best seen on", study.instanceUid(1, 1)))),
            TestReport.text("Conclusion", "Stable nodule. Control in twelve months."));
    report.put("PreliminaryFlag", "PRELIMINARY");
    report.put(
        "CurrentRequestedProcedureEvidenceSequence", List.of(TestReport.evidence(study, 1, 1)));
    return report;
  }

  /** One study shared by a colleague. */
  public StudyUid share(Person reader) {
    StudyUid shared =
        TestArchive.store(study("Lindqvist^Tove", "LM-401555", "CT brain without contrast", "CT"));
    shares.share(shared, reader.id(), "Dr Emile Vuurtoren", null);
    return shared;
  }

  /** Waits until the archive was read, so that an empty list is shown as empty. */
  public void look() {
    TestArchive.start();
    indexed.update();
  }

  private static TestStudy study(String patient, String id, String description, String modality) {
    return new TestStudy()
        .with("PatientName", patient)
        .with("PatientID", id)
        .with("StudyDescription", description)
        .with("Modality", modality);
  }
}

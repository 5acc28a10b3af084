package org.sallyport.browser.scenarios;

import org.sallyport.ids.StudyUid;
import org.sallyport.studies.Shares;
import org.sallyport.studies.index.Sweep;
import org.sallyport.testing.Numbers;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.TestArchive;
import org.sallyport.testing.TestStudy;
import org.springframework.stereotype.Component;

/** Stores studies in the archive that an account may see. */
@Component
class Shelf {
  private static final String ISSUER = "RIZIV";

  private final Numbers numbers;
  private final Shares shares;
  private final Sweep sweep;

  Shelf(Numbers numbers, Shares shares, Sweep sweep) {
    this.numbers = numbers;
    this.shares = shares;
    this.sweep = sweep;
  }

  /** Six studies of all kinds. The last one is shared, the one before it was referred. */
  void fill(Person reader) {
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
    sweep.readEverything();
  }

  /** One more study that the reader requested. */
  StudyUid arrive(Person reader) {
    String number = numbers.give(reader.id(), ISSUER);
    StudyUid study =
        TestArchive.store(
            study("Sleutelbloem^Ilse", "LM-402112", "MR brain", "MR").requestedBy(ISSUER, number));
    sweep.readEverything();
    return study;
  }

  /** One study shared by a colleague. */
  StudyUid share(Person reader) {
    StudyUid shared =
        TestArchive.store(study("Lindqvist^Tove", "LM-401555", "CT brain without contrast", "CT"));
    shares.share(shared, reader.id(), "Dr Emile Vuurtoren", null);
    return shared;
  }

  /** Waits until the archive was read, so that an empty list is shown as empty. */
  void look() {
    TestArchive.start();
    sweep.readEverything();
  }

  private static TestStudy study(String patient, String id, String description, String modality) {
    return new TestStudy()
        .with("PatientName", patient)
        .with("PatientID", id)
        .with("StudyDescription", description)
        .with("Modality", modality);
  }
}

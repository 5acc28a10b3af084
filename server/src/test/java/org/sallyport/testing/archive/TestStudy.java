package org.sallyport.testing.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;

/** A study to store: unique, of an invented patient, with small real images. */
public final class TestStudy {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String ROOT = "1.2.826.0.1.3680043.10.1771." + ProcessHandle.current().pid();

  /** A grey image of 8 by 8 pixels. */
  private static final String PICTURE =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAASUlEQVR4nGNg"
          + "gAMWDh4BEQkZBgYOAQkFDQMLBgYeCRUDG48QBgYBBQOHgIQCBgYRDZuAlIoeBgYJA4+EigkrGBhkLEIKelYcAQABlwxBKQxTygAAAABJRU5ErkJggg==";

  private final StudyUid uid;
  private final Map<String, Object> tags = new LinkedHashMap<>();
  private int series = 1;
  private int images = 1;

  public TestStudy() {
    this(new StudyUid(ROOT + "." + COUNT.incrementAndGet()));
  }

  /** One that a database of an earlier run refers to. */
  public TestStudy(StudyUid uid) {
    this.uid = uid;
    with("PatientName", "Vanderquill^Adelheid")
        .with("PatientID", "LM-400218")
        .with("StudyDate", "20261120")
        .with("StudyTime", "095100")
        .with("StudyDescription", "CT thorax")
        .with("InstitutionName", "Lindenmoor General")
        .with("Modality", "CT")
        .with("SOPClassUID", "1.2.840.10008.5.1.4.1.1.7");
  }

  public StudyUid uid() {
    return uid;
  }

  public SeriesUid seriesUid(int number) {
    return new SeriesUid(uid + "." + number);
  }

  public InstanceUid instanceUid(int series, int number) {
    return new InstanceUid(uid + "." + series + "." + number);
  }

  /** Sets any attribute; a sequence is a list of maps. */
  public TestStudy with(String keyword, Object value) {
    tags.put(keyword, value);
    return this;
  }

  /** Sets the day, so that tests that turn the clock find the study among the recent ones. */
  public TestStudy at(Instant day) {
    return with(
        "StudyDate",
        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(day, ZoneOffset.UTC)));
  }

  public TestStudy series(int count) {
    this.series = count;
    return this;
  }

  /** Sets the number of images in each series. */
  public TestStudy images(int count) {
    this.images = count;
    return this;
  }

  public TestStudy requestedBy(String issuer, String number) {
    return with("RequestingPhysicianIdentificationSequence", person(issuer, number));
  }

  public TestStudy referredBy(String issuer, String number) {
    return with("ReferringPhysicianIdentificationSequence", person(issuer, number));
  }

  public TestStudy consulting(String issuer, String number) {
    return with("ConsultingPhysicianIdentificationSequence", person(issuer, number));
  }

  public TestStudy sentTo(String issuer, String number) {
    return with("IntendedRecipientsOfResultsIdentificationSequence", person(issuer, number));
  }

  /** Sets the patient's number; without an issuer if that is empty. */
  public TestStudy ofPatient(String issuer, String number) {
    with("PatientID", number);
    return issuer.isEmpty() ? this : with("IssuerOfPatientID", issuer);
  }

  /** Sets people in the request sequence, each by the keyword of its identification sequence. */
  public TestStudy inRequest(String keyword, String issuer, String number) {
    return with("RequestAttributesSequence", List.of(Map.of(keyword, person(issuer, number))));
  }

  /** Sets the requesting physician in the request sequence, where many modalities put it. */
  public TestStudy requestedInRequest(String issuer, String number) {
    return with(
        "RequestAttributesSequence",
        List.of(Map.of("RequestingPhysicianIdentificationSequence", person(issuer, number))));
  }

  private static List<Map<String, Object>> person(String issuer, String number) {
    Map<String, String> code =
        Map.of("CodeValue", number, "CodingSchemeDesignator", issuer, "CodeMeaning", "Physician");
    return List.of(
        Map.of("PersonIdentificationCodeSequence", List.of(code), "InstitutionName", "Practice"));
  }

  /** The request bodies for Orthanc's /tools/create-dicom. */
  List<Map<String, Object>> objects() {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (int s = 1; s <= series; s++) {
      for (int i = 1; i <= images; i++) {
        objects.add(Map.of("Tags", object(s, i), "Content", PICTURE, "Force", true));
      }
    }
    return objects;
  }

  /** The request body of a structured report in a series of its own. */
  Map<String, Object> report(int series) {
    Map<String, Object> report = object(series, 1);
    report.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.88.11");
    report.put("Modality", "SR");
    return Map.of("Tags", report, "Force", true);
  }

  /** The tags of one object, to be changed. */
  public Map<String, Object> object(int series, int number) {
    Map<String, Object> object = new LinkedHashMap<>(tags);
    object.put("StudyInstanceUID", uid.value());
    object.put("SeriesInstanceUID", seriesUid(series).value());
    object.put("SOPInstanceUID", instanceUid(series, number).value());
    object.put("SeriesNumber", String.valueOf(series));
    object.put("InstanceNumber", String.valueOf(number));
    return object;
  }
}

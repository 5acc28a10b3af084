package org.sallyport.testing.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.platform.ids.InstanceUid;

/** Tags of structured reports, as Orthanc's /tools/create-dicom takes them. */
public final class TestReport {
  private TestReport() {}

  /** A comprehensive report in the series 90 of the study; its object is {@link #uid}. */
  public static Map<String, Object> of(TestStudy study, String title, Object... items) {
    Map<String, Object> report = study.object(90, 1);
    report.put("SpecificCharacterSet", "ISO_IR 192");
    report.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.88.33");
    report.put("Modality", "SR");
    report.put("ContentDate", "20261120");
    report.put("ContentTime", "101200");
    report.put("CompletionFlag", "COMPLETE");
    report.put("VerificationFlag", "UNVERIFIED");
    report.put("ValueType", "CONTAINER");
    report.put("ContinuityOfContent", "SEPARATE");
    report.put("ConceptNameCodeSequence", code("18747-6", "LN", title));
    report.put("ContentSequence", List.of(items));
    return report;
  }

  /** Moves a report into a series of images, whose modality it takes. */
  public static Map<String, Object> amongImages(
      Map<String, Object> report, TestStudy study, int series, int number) {
    report.put("SeriesInstanceUID", study.seriesUid(series).value());
    report.put("SOPInstanceUID", study.instanceUid(series, number).value());
    report.put("SeriesNumber", String.valueOf(series));
    report.put("InstanceNumber", String.valueOf(number));
    report.put("Modality", "CT");
    return report;
  }

  public static InstanceUid uid(TestStudy study) {
    return study.instanceUid(90, 1);
  }

  /** Adds a verifying observer. */
  public static Map<String, Object> verified(Map<String, Object> report, String name) {
    report.put("VerificationFlag", "VERIFIED");
    report.put(
        "VerifyingObserverSequence",
        List.of(
            Map.of(
                "VerifyingObserverName", name,
                "VerifyingOrganization", "Lindenmoor General",
                "VerificationDateTime", "20261120101500")));
    return report;
  }

  public static Map<String, Object> container(String concept, Object... items) {
    Map<String, Object> item = item("CONTAINER", concept);
    item.put("ContinuityOfContent", "SEPARATE");
    item.put("ContentSequence", List.of(items));
    return item;
  }

  public static Map<String, Object> text(String concept, String text, Object... items) {
    Map<String, Object> item = item("TEXT", concept);
    item.put("TextValue", text);
    if (items.length > 0) {
      item.put("ContentSequence", List.of(items));
    }
    return item;
  }

  public static Map<String, Object> code(String concept, String meaning) {
    Map<String, Object> item = item("CODE", concept);
    item.put("ConceptCodeSequence", code("1", "99TEST", meaning));
    return item;
  }

  public static Map<String, Object> number(String concept, String value, String unit) {
    Map<String, Object> item = item("NUM", concept);
    item.put(
        "MeasuredValueSequence",
        List.of(
            Map.of(
                "NumericValue",
                value,
                "MeasurementUnitsCodeSequence",
                code(unit, "UCUM", "unit " + unit))));
    return item;
  }

  public static Map<String, Object> image(String concept, InstanceUid image) {
    Map<String, Object> item = item("IMAGE", concept);
    item.put("ReferencedSOPSequence", List.of(reference(image)));
    return item;
  }

  /** An item that is another one, by reference. */
  public static Map<String, Object> sameAs(String position) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("RelationshipType", "INFERRED FROM");
    item.put("ReferencedContentItemIdentifier", position.replace(".", "\\"));
    return item;
  }

  /** Lists an image in the report's evidence. */
  public static Map<String, Object> evidence(TestStudy study, int series, int number) {
    return Map.of(
        "StudyInstanceUID", study.uid().value(),
        "ReferencedSeriesSequence",
            List.of(
                Map.of(
                    "SeriesInstanceUID", study.seriesUid(series).value(),
                    "ReferencedSOPSequence",
                        List.of(reference(study.instanceUid(series, number))))));
  }

  private static Map<String, Object> reference(InstanceUid image) {
    return Map.of(
        "ReferencedSOPClassUID",
        "1.2.840.10008.5.1.4.1.1.7",
        "ReferencedSOPInstanceUID",
        image.value());
  }

  private static Map<String, Object> item(String type, String concept) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("RelationshipType", "CONTAINS");
    item.put("ValueType", type);
    item.put("ConceptNameCodeSequence", code("2", "99TEST", concept));
    return item;
  }

  private static List<Map<String, Object>> code(String value, String scheme, String meaning) {
    return List.of(
        Map.of("CodeValue", value, "CodingSchemeDesignator", scheme, "CodeMeaning", meaning));
  }
}

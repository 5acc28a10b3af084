package org.sallyport.demo.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Imaging Measurement Reports (PS3.16 TID 1500) of one diameter. */
final class Measurement {
  private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.33";
  private static final double MM_PER_PIXEL = 1.25;

  private Measurement() {}

  static Map<String, Object> of(Marked marked, Marked.Referred referred) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("SOPClassUID", SOP_CLASS);
    tags.put("Modality", "SR");
    tags.put("CompletionFlag", "COMPLETE");
    tags.put("VerificationFlag", "UNVERIFIED");
    tags.put("ReferencedPerformedProcedureStepSequence", List.of());
    tags.put("PerformedProcedureCodeSequence", List.of());
    tags.put("CurrentRequestedProcedureEvidenceSequence", referred.evidence());
    tags.put("ValueType", "CONTAINER");
    tags.put("ContinuityOfContent", "SEPARATE");
    tags.put(
        "ConceptNameCodeSequence", Codes.of(Codes.DCM, "126000", "Imaging Measurement Report"));
    tags.put(
        "ContentTemplateSequence",
        List.of(Map.of("MappingResource", "DCMR", "TemplateIdentifier", "1500")));
    Map<String, Object> observer =
        item("HAS OBS CONTEXT", "PNAME", Codes.of(Codes.DCM, "121008", "Person Observer Name"));
    observer.put("PersonName", marked.by());
    Map<String, Object> group =
        container(
            Codes.of(Codes.DCM, "125007", "Measurement Group"),
            List.of(name(marked), diameter(marked, referred)));
    tags.put(
        "ContentSequence",
        List.of(
            observer,
            container(Codes.of(Codes.DCM, "126010", "Imaging Measurements"), List.of(group))));
    return tags;
  }

  private static Map<String, Object> name(Marked marked) {
    Map<String, Object> item =
        item("HAS OBS CONTEXT", "TEXT", Codes.of(Codes.DCM, "112039", "Tracking Identifier"));
    item.put("TextValue", marked.words());
    return item;
  }

  private static Map<String, Object> diameter(Marked marked, Marked.Referred referred) {
    Marked.Circle at = marked.marked();
    Map<String, Object> image =
        Map.of(
            "RelationshipType",
            "SELECTED FROM",
            "ValueType",
            "IMAGE",
            "ReferencedSOPSequence",
            referred.objects().subList(0, 1));
    Map<String, Object> line =
        Map.of(
            "RelationshipType", "INFERRED FROM",
            "ValueType", "SCOORD",
            "GraphicType", "POLYLINE",
            "GraphicData",
                Greys.numbers(at.x() - at.radius(), at.y(), at.x() + at.radius(), at.y()),
            "ContentSequence", List.of(image));
    Map<String, Object> item = item("CONTAINS", "NUM", Codes.of(Codes.SCT, "81827009", "Diameter"));
    item.put(
        "MeasuredValueSequence",
        List.of(
            Map.of(
                "NumericValue", Greys.numbers(2 * at.radius() * MM_PER_PIXEL),
                "MeasurementUnitsCodeSequence", Codes.of(Codes.UCUM, "mm", "millimeter"))));
    item.put("ContentSequence", List.of(line));
    return item;
  }

  private static Map<String, Object> container(
      List<Map<String, Object>> concept, List<Map<String, Object>> content) {
    Map<String, Object> item = item("CONTAINS", "CONTAINER", concept);
    item.put("ContinuityOfContent", "SEPARATE");
    item.put("ContentSequence", content);
    return item;
  }

  private static Map<String, Object> item(
      String relationship, String type, List<Map<String, Object>> concept) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("RelationshipType", relationship);
    item.put("ValueType", type);
    item.put("ConceptNameCodeSequence", concept);
    return item;
  }
}

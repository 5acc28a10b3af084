package org.sallyport.demo.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Key Object Selection Documents (PS3.16 TID 2010). */
final class KeyImages {
  private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.59";
  private static final String FOR_REFERRER = "113002";
  private static final String DESCRIPTION = "113012";

  private KeyImages() {}

  static Map<String, Object> of(String words, Marked.Referred referred) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("SOPClassUID", SOP_CLASS);
    tags.put("Modality", "KO");
    tags.put("ReferencedPerformedProcedureStepSequence", List.of());
    tags.put("CurrentRequestedProcedureEvidenceSequence", referred.evidence());
    tags.put("ValueType", "CONTAINER");
    tags.put("ContinuityOfContent", "SEPARATE");
    tags.put(
        "ConceptNameCodeSequence", Codes.of(Codes.DCM, FOR_REFERRER, "For Referring Provider"));
    tags.put(
        "ContentTemplateSequence",
        List.of(Map.of("MappingResource", "DCMR", "TemplateIdentifier", "2010")));
    List<Map<String, Object>> items = new ArrayList<>();
    items.add(
        Map.of(
            "RelationshipType",
            "CONTAINS",
            "ValueType",
            "TEXT",
            "ConceptNameCodeSequence",
            Codes.of(Codes.DCM, DESCRIPTION, "Key Object Description"),
            "TextValue",
            words));
    for (Map<String, Object> object : referred.objects()) {
      items.add(
          Map.of(
              "RelationshipType", "CONTAINS",
              "ValueType", "IMAGE",
              "ReferencedSOPSequence", List.of(object)));
    }
    tags.put("ContentSequence", items);
    return tags;
  }
}

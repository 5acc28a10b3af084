package org.sallyport.demo.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Grayscale Softcopy Presentation States (PS3.3 section A.33.1). */
final class SavedView {
  private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.11.1";
  private static final String LAYER = "MARKS";
  private static final double AWAY = 14;
  private static final double LABEL_WIDTH = 70;
  private static final double LABEL_HEIGHT = 12;

  private SavedView() {}

  /** A view in the window of the lung, with a circle and words beside it. */
  static Map<String, Object> of(Marked marked, Marked.Referred referred) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("SOPClassUID", SOP_CLASS);
    tags.put("Modality", "PR");
    tags.put("ContentLabel", "MARKED");
    tags.put("ContentDescription", marked.words());
    tags.put("ContentCreatorName", marked.by());
    tags.put("PresentationCreationDate", referred.tags().moment().substring(0, 8));
    tags.put("PresentationCreationTime", referred.tags().moment().substring(8));
    tags.put("ReferencedSeriesSequence", List.of(referred.inSeries("ReferencedImageSequence")));
    tags.put(
        "SoftcopyVOILUTSequence", List.of(Map.of("WindowCenter", "-500", "WindowWidth", "1500")));
    tags.put("PresentationLUTShape", "IDENTITY");
    tags.put("RescaleIntercept", "-1024");
    tags.put("RescaleSlope", "1");
    tags.put("RescaleType", "HU");
    tags.put("DisplayedAreaSelectionSequence", List.of(area()));
    tags.put(
        "GraphicLayerSequence", List.of(Map.of("GraphicLayer", LAYER, "GraphicLayerOrder", "1")));
    tags.put("GraphicAnnotationSequence", List.of(annotation(marked, referred)));
    return tags;
  }

  private static Map<String, Object> area() {
    return Map.of(
        "DisplayedAreaTopLeftHandCorner", "1\\1",
        "DisplayedAreaBottomRightHandCorner", "288\\288",
        "PresentationSizeMode", "SCALE TO FIT",
        "PresentationPixelSpacing", "1.25\\1.25");
  }

  private static Map<String, Object> annotation(Marked marked, Marked.Referred referred) {
    Marked.Circle at = marked.marked();
    Map<String, Object> circle =
        Map.of(
            "GraphicAnnotationUnits", "PIXEL",
            "GraphicDimensions", "2",
            "NumberOfGraphicPoints", "2",
            "GraphicData", Greys.numbers(at.x(), at.y(), at.x() + at.radius(), at.y()),
            "GraphicType", "CIRCLE",
            "GraphicFilled", "N");
    double left = at.x() + at.radius() + AWAY;
    double top = at.y() - at.radius() - AWAY;
    Map<String, Object> words =
        Map.of(
            "BoundingBoxAnnotationUnits", "PIXEL",
            "BoundingBoxTopLeftHandCorner", Greys.numbers(left, top),
            "BoundingBoxBottomRightHandCorner",
                Greys.numbers(left + LABEL_WIDTH, top + LABEL_HEIGHT),
            "BoundingBoxTextHorizontalJustification", "LEFT",
            "UnformattedTextValue", marked.words());
    return Map.of(
        "ReferencedImageSequence", referred.objects(),
        "GraphicLayer", LAYER,
        "GraphicObjectSequence", List.of(circle),
        "TextObjectSequence", List.of(words));
  }
}

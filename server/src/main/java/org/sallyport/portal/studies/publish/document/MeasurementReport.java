package org.sallyport.portal.studies.publish.document;

import static org.sallyport.portal.studies.publish.document.SrItem.related;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sallyport.portal.studies.marks.MarkKind;

/**
 * A report of measurements (PS3.16 TID 1500) as a Comprehensive SR (PS3.3 section A.35.3). Each
 * measurement is a group of its own: regions as in TID 1410, others as in TID 1501.
 *
 * @param by the name of who measured
 * @param device UID of the installation
 */
public record MeasurementReport(String by, String device, List<Measured> measured) {
  static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.33";
  private static final int SERIES_NUMBER = 9_902;
  private static final String CONTAINS = "CONTAINS";
  private static final String INFERRED = "INFERRED FROM";
  private static final Code MILLIMETRE = Code.unit("mm", "millimeter");
  private static final Code SQUARE_MILLIMETRE = Code.unit("mm2", "square millimeter");
  private static final Code DEGREE = Code.unit("deg", "degree");
  private static final Code HOUNSFIELD = Code.unit("[hnsf'U]", "Hounsfield unit");
  private static final Code PATH = Code.dicom("121055", "Path");
  private static final Code ATTENUATION = Code.dicom("112031", "Attenuation Coefficient");

  /** The object as a file. */
  public byte[] file(DocumentHeader header) {
    DataSet set = header.dataSet(SOP_CLASS, "SR", SERIES_NUMBER, "Measurements");
    set.sequence(0x0040A372, List.of());
    set.sequence(0x0040A375, header.evidence(measured.stream().map(Measured::image).toList()));
    set.put(0x0040A491, "CS", "COMPLETE");
    set.put(0x0040A493, "CS", "UNVERIFIED");
    SrItem.root(set, "1500", Code.dicom("126000", "Imaging Measurement Report"), content());
    return header.file(SOP_CLASS, set);
  }

  private List<DataSet> content() {
    List<DataSet> content = new ArrayList<>();
    content.add(Observer.language());
    content.addAll(Observer.person(by));
    content.addAll(Observer.device(device));
    content.add(
        related(
            "HAS CONCEPT MOD",
            SrItem.code(
                Code.dicom("121058", "Procedure reported"),
                Code.snomed("363679005", "Imaging procedure"))));
    List<DataSet> groups = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      groups.add(related(CONTAINS, group(measured.get(i), i + 1)));
    }
    content.add(
        related(CONTAINS, SrItem.container(Code.dicom("126010", "Imaging Measurements"), groups)));
    return content;
  }

  private static DataSet group(Measured one, int number) {
    List<DataSet> content = new ArrayList<>();
    content.add(
        related(
            "HAS OBS CONTEXT",
            SrItem.text(
                Code.dicom("112039", "Tracking Identifier"), name(one.kind()) + " " + number)));
    content.add(
        related(
            "HAS OBS CONTEXT",
            SrItem.uid(
                Code.dicom("112040", "Tracking Unique Identifier"), DocumentHeader.uid(one.id()))));
    boolean isRegion = isRegion(one.kind());
    content.addAll(isRegion ? region(one) : line(one));
    return SrItem.follow(
        isRegion ? "1410" : "1501",
        SrItem.container(Code.dicom("125007", "Measurement Group"), content));
  }

  private static boolean isRegion(MarkKind kind) {
    return switch (kind) {
      case ELLIPSE, RECTANGLE, CIRCLE, FREEHAND -> true;
      case LENGTH, ANGLE, COBB, BIDIRECTIONAL, PROBE, ARROW -> false;
    };
  }

  private static String name(MarkKind kind) {
    return switch (kind) {
      case LENGTH -> "Length";
      case ANGLE -> "Angle";
      case COBB -> "Cobb angle";
      case BIDIRECTIONAL -> "Bidirectional";
      case ELLIPSE -> "Ellipse";
      case RECTANGLE -> "Rectangle";
      case CIRCLE -> "Circle";
      case FREEHAND -> "Freehand";
      case PROBE -> "Probe";
      case ARROW -> "Arrow";
    };
  }

  private static List<DataSet> line(Measured one) {
    List<Place> places = one.places();
    return switch (one.kind()) {
      case LENGTH ->
          List.of(
              number(
                  Code.snomed("410668003", "Length"),
                  one.length(0, 1),
                  MILLIMETRE,
                  path(one, places)));
      case BIDIRECTIONAL ->
          List.of(
              number(
                  Code.snomed("103339001", "Long Axis"),
                  one.length(0, 1),
                  MILLIMETRE,
                  path(one, places.subList(0, 2))),
              number(
                  Code.snomed("103340004", "Short Axis"),
                  one.length(2, 3),
                  MILLIMETRE,
                  path(one, places.subList(2, 4))));
      case ANGLE ->
          List.of(number(Code.snomed("1483009", "Angle"), one.angle(), DEGREE, path(one, places)));
      case COBB ->
          List.of(
              number(
                  Code.snomed("285285000", "Cobb angle"),
                  one.cobb(),
                  DEGREE,
                  path(one, places.subList(0, 2)),
                  path(one, places.subList(2, 4))));
      case PROBE ->
          List.of(number(ATTENUATION, Objects.requireNonNull(one.mean()), HOUNSFIELD, point(one)));
      default ->
          List.of(
              related(
                  CONTAINS,
                  SrItem.text(Code.dicom("121106", "Comment"), one.text())
                      .sequence(SrItem.CONTENT, List.of(related(INFERRED, point(one))))));
    };
  }

  private static DataSet number(Code name, double value, Code unit, DataSet... from) {
    List<DataSet> sources = new ArrayList<>();
    for (DataSet source : from) {
      sources.add(related(INFERRED, source));
    }
    return related(CONTAINS, SrItem.number(name, value, unit).sequence(SrItem.CONTENT, sources));
  }

  private static DataSet path(Measured one, List<Place> places) {
    return SrItem.coordinates(PATH, "POLYLINE", values(places), SrItem.image(one.image()));
  }

  private static DataSet point(Measured one) {
    return SrItem.coordinates(
        Code.dicom("111010", "Center"),
        "POINT",
        one.places().getFirst().values(),
        SrItem.image(one.image()));
  }

  private static List<DataSet> region(Measured one) {
    List<DataSet> content = new ArrayList<>();
    content.add(related(CONTAINS, outline(one)));
    content.add(
        related(
            CONTAINS,
            SrItem.number(Code.snomed("42798000", "Area"), one.area(), SQUARE_MILLIMETRE)));
    Double mean = one.mean();
    Double deviation = one.deviation();
    if (mean != null && deviation != null) {
      content.add(value("373098007", "Mean", mean));
      content.add(value("386136009", "Standard Deviation", deviation));
    }
    return content;
  }

  private static DataSet value(String derivation, String meaning, double value) {
    DataSet derived =
        SrItem.code(Code.dicom("121401", "Derivation"), Code.snomed(derivation, meaning));
    return related(
        CONTAINS,
        SrItem.number(ATTENUATION, value, HOUNSFIELD)
            .sequence(SrItem.CONTENT, List.of(related("HAS CONCEPT MOD", derived))));
  }

  private static DataSet outline(Measured one) {
    Code name = Code.dicom("111030", "Image Region");
    DataSet image = SrItem.image(one.image());
    Region region = one.region();
    return region.isEllipse()
        ? SrItem.coordinates(name, "ELLIPSE", values(region.axes()), image)
        : SrItem.coordinates(name, "POLYLINE", values(closed(region.points())), image);
  }

  private static List<Place> closed(List<Place> places) {
    List<Place> all = new ArrayList<>(places);
    if (!all.getFirst().equals(all.getLast())) {
      all.add(all.getFirst());
    }
    return all;
  }

  private static List<Double> values(List<Place> places) {
    return places.stream().flatMap(place -> place.values().stream()).toList();
  }
}

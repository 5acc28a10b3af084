package org.sallyport.demo.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.demo.archive.Head.Weighting;

/** Pictures of computed bodies, with their true sizes. */
final class PhantomPictures {
  static final String CT_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
  static final String MR_STORAGE = "1.2.840.10008.5.1.4.1.1.4";
  static final String CR_STORAGE = "1.2.840.10008.5.1.4.1.1.1";
  static final String DX_STORAGE = "1.2.840.10008.5.1.4.1.1.1.1";
  static final String MG_STORAGE = "1.2.840.10008.5.1.4.1.1.1.2";

  private static final int CT_INTERCEPT = -1024;

  private PhantomPictures() {}

  /** A CT of a thorax from the feet to the head, or from the front to the back. */
  static List<MadeObject> thorax(double nodule, Plane plane, int count) {
    Map<String, Object> tags = ofPicture(CT_STORAGE, "CT", "CHEST");
    tags.put("ImageType", "ORIGINAL\\PRIMARY\\AXIAL");
    tags.put("PatientPosition", "HFS");
    tags.put("RescaleIntercept", String.valueOf(CT_INTERCEPT));
    tags.put("RescaleSlope", "1");
    tags.put("RescaleType", "HU");
    tags.put("WindowCenter", "-500\\40");
    tags.put("WindowWidth", "1500\\400");
    tags.put("WindowCenterWidthExplanation", "Lung\\Soft tissue");
    Slices slices = new Slices(Thorax.of(nodule), plane, tags, CT_INTERCEPT, 12);
    return slices.cut(count, 3, 288, 1.25);
  }

  /** Magnetic resonance images of a head, from its right or from the feet. */
  static List<MadeObject> head(Weighting weighting, Plane plane, int count) {
    Map<String, Object> tags = ofPicture(MR_STORAGE, "MR", "HEAD");
    tags.put("ImageType", "ORIGINAL\\PRIMARY\\M\\SE");
    tags.put("PatientPosition", "HFS");
    tags.put("ScanningSequence", "SE");
    tags.put("SequenceVariant", "NONE");
    tags.put("WindowCenter", weighting == Weighting.T1 ? "600" : "700");
    tags.put("WindowWidth", weighting == Weighting.T1 ? "1200" : "1500");
    Slices slices = new Slices(Head.seen(weighting), plane, tags, 0, 14);
    return slices.cut(count, 2.5, 256, 1);
  }

  /** Radiographs of a thorax from the back and from the side. */
  static List<MadeObject> chestFilms(double nodule) {
    Phantom thorax = Thorax.of(nodule);
    Map<String, Object> back = ofFilm(CR_STORAGE, "CR", "CHEST", "PA", "L\\F");
    Map<String, Object> side = ofFilm(CR_STORAGE, "CR", "CHEST", "LL", "P\\F");
    return List.of(
        new Film(back, 0.8, 10, 1500, 2900).of(thorax, false),
        new Film(side, 0.8, 10, 2000, 3600).of(thorax, true));
  }

  /** Radiographs of a broken forearm from the front and from the side. */
  static List<MadeObject> forearm(double degrees) {
    Phantom arm = Forearm.of(degrees);
    Map<String, Object> front = ofFilm(DX_STORAGE, "DX", "FOREARM", "AP", "L\\F");
    Map<String, Object> side = ofFilm(DX_STORAGE, "DX", "FOREARM", "LL", "P\\F");
    front.put("PresentationIntentType", "FOR PRESENTATION");
    side.put("PresentationIntentType", "FOR PRESENTATION");
    return List.of(
        new Film(front, 0.8, 38, 1900, 3400).of(arm, false),
        new Film(side, 0.8, 38, 1900, 3400).of(arm, true));
  }

  /** The four views of a mammography; the mass is in the left breast. */
  static List<MadeObject> mammography(double mass) {
    return List.of(
        mammogram("R", false, 0),
        mammogram("L", false, mass),
        mammogram("R", true, 0),
        mammogram("L", true, mass));
  }

  private static MadeObject mammogram(String side, boolean oblique, double mass) {
    String view = oblique ? "MLO" : "CC";
    String column = oblique ? "F" : side.equals("R") ? "L" : "R";
    String row = side.equals("R") ? "P" : "A";
    Map<String, Object> tags = ofFilm(MG_STORAGE, "MG", "BREAST", view, row + "\\" + column);
    tags.put("ImageLaterality", side);
    tags.put("PresentationIntentType", "FOR PRESENTATION");
    Phantom breast = Breast.of(side.equals("L") ? 1 : -1, oblique, mass);
    return new Film(tags, 0.5, 60, 1700, 2600).of(breast, false);
  }

  private static Map<String, Object> ofFilm(
      String sopClass, String modality, String bodyPart, String view, String orientation) {
    Map<String, Object> tags = ofPicture(sopClass, modality, bodyPart);
    tags.put("ViewPosition", view);
    tags.put("PatientOrientation", orientation);
    return tags;
  }

  private static Map<String, Object> ofPicture(String sopClass, String modality, String bodyPart) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("SOPClassUID", sopClass);
    tags.put("Modality", modality);
    tags.put("BodyPartExamined", bodyPart);
    tags.put("ImageComments", "Computed phantom, not a person");
    return tags;
  }
}

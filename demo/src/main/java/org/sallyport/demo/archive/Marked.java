package org.sallyport.demo.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a radiologist marked on images of the study.
 *
 * @param as in which kind of object
 * @param words what was written to it, in ASCII
 * @param by who marked it, as DICOM writes names
 * @param series index of the series of the images, from 0
 * @param images their numbers, from 1
 * @param circle around what is marked on the first of them; null in a selection of key images
 */
record Marked(
    Kind as, String words, String by, int series, List<Integer> images, @Nullable Circle circle) {

  /** A circle in pixels, its middle from the left and the top of the image. */
  record Circle(double x, double y, double radius) {}

  /** Kinds of objects that refer to images. */
  enum Kind {
    /** Key Object Selection Document. */
    KEY_IMAGES,
    /** Grayscale Softcopy Presentation State. */
    SAVED_VIEW,
    /** Imaging Measurement Report (PS3.16 TID 1500). */
    MEASUREMENT
  }

  /** The object that refers to the images of a study. */
  MadeObject in(SampleStudy study, SampleTags tags) {
    Referred referred = new Referred(study, tags, series, images);
    return switch (as) {
      case KEY_IMAGES -> new MadeObject(KeyImages.of(words, referred), null);
      case SAVED_VIEW -> new MadeObject(SavedView.of(this, referred), null);
      case MEASUREMENT -> new MadeObject(Measurement.of(this, referred), null);
    };
  }

  /** The circle of something that is marked. */
  Circle marked() {
    if (circle == null) {
      throw new IllegalStateException("nothing is marked: " + words);
    }
    return circle;
  }

  /** Images of a series that an object refers to. */
  record Referred(SampleStudy study, SampleTags tags, int series, List<Integer> images) {
    /** Items of a Referenced SOP Sequence or Referenced Image Sequence. */
    List<Map<String, Object>> objects() {
      return images.stream().map(this::object).toList();
    }

    Map<String, Object> object(int number) {
      SampleStudy.PhantomSeries phantom = study.series().get(series).phantom();
      if (phantom == null) {
        throw new IllegalStateException("not computed: series " + series + " of " + study.key());
      }
      return Map.of(
          "ReferencedSOPClassUID", phantom.show().sopClass(),
          "ReferencedSOPInstanceUID", uid("SOPInstanceUID", number));
    }

    /** An item of a Referenced Series Sequence. */
    Map<String, Object> inSeries(String name) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("SeriesInstanceUID", uid("SeriesInstanceUID", 1));
      item.put(name, objects());
      return item;
    }

    /** A Current Requested Procedure Evidence Sequence. */
    List<Map<String, Object>> evidence() {
      return List.of(
          Map.of(
              "StudyInstanceUID",
              study.uid(),
              "ReferencedSeriesSequence",
              List.of(inSeries("ReferencedSOPSequence"))));
    }

    private String uid(String keyword, int number) {
      return String.valueOf(tags.of(series, number - 1).get(keyword));
    }
  }
}

package org.sallyport.demo.archive;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures of a computed thorax: slices of a CT and radiographs, with their true sizes. */
final class ThoraxPictures {
  private static final String CT_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
  private static final String CR_STORAGE = "1.2.840.10008.5.1.4.1.1.1";

  static final int SLICES = 30;
  private static final int SLICE_DISTANCE = 8;
  private static final int SLICE_SIDE = 288;
  private static final double SLICE_PIXEL = 1.25;
  private static final int INTERCEPT = -1024;
  private static final double SLICE_NOISE = 12;

  private static final int FILM_SIDE = 440;
  private static final double FILM_PIXEL = 0.8;
  private static final int FILM_MAX = 4095;
  private static final double FILM_NOISE = 6;

  /** How bright a millimetre of water is. */
  private static final double FILM_GAIN = 10;

  private static final long SEED = 5;

  private final Thorax thorax;
  private final Random noise = new Random(SEED);

  ThoraxPictures(Thorax thorax) {
    this.thorax = thorax;
  }

  /** A CT from the feet to the head. */
  List<MadeObject> slices() {
    List<MadeObject> slices = new ArrayList<>();
    int[] values = new int[SLICE_SIDE * SLICE_SIDE];
    for (int i = 0; i < SLICES; i++) {
      double z = (i - SLICES / 2.0) * SLICE_DISTANCE;
      thorax.slice(z, values, SLICE_SIDE, SLICE_PIXEL);
      for (int at = 0; at < values.length; at++) {
        values[at] = (int) (values[at] - INTERCEPT + noise.nextGaussian() * SLICE_NOISE);
      }
      slices.add(MadeObject.of(ofSlice(z), "image/png", png(values, SLICE_SIDE)));
    }
    return slices;
  }

  private static Map<String, Object> ofSlice(double z) {
    double corner = -SLICE_SIDE / 2.0 * SLICE_PIXEL;
    Map<String, Object> tags = ofPicture(CT_STORAGE, "CT", SLICE_PIXEL);
    tags.put("ImageType", "ORIGINAL\\PRIMARY\\AXIAL");
    tags.put("ImagePositionPatient", numbers(corner, corner, z));
    tags.put("ImageOrientationPatient", "1\\0\\0\\0\\1\\0");
    tags.put("SliceThickness", String.valueOf(SLICE_DISTANCE));
    tags.put("PatientPosition", "HFS");
    tags.put("RescaleIntercept", String.valueOf(INTERCEPT));
    tags.put("RescaleSlope", "1");
    tags.put("RescaleType", "HU");
    tags.put("WindowCenter", "-500\\40");
    tags.put("WindowWidth", "1500\\400");
    tags.put("WindowCenterWidthExplanation", "Lung\\Soft tissue");
    return tags;
  }

  /** Radiographs from the back and from the side. */
  List<MadeObject> films() {
    return List.of(film("PA", false), film("LL", true));
  }

  private MadeObject film(String view, boolean fromTheSide) {
    int[] slice = new int[FILM_SIDE * FILM_SIDE];
    int[] film = new int[FILM_SIDE * FILM_SIDE];
    for (int row = 0; row < FILM_SIDE; row++) {
      thorax.slice((FILM_SIDE / 2.0 - row) * FILM_PIXEL, slice, FILM_SIDE, FILM_PIXEL);
      for (int column = 0; column < FILM_SIDE; column++) {
        double water = water(slice, column, fromTheSide) * FILM_PIXEL;
        film[row * FILM_SIDE + column] =
            (int) (water * FILM_GAIN + noise.nextGaussian() * FILM_NOISE);
      }
    }
    Map<String, Object> tags = ofPicture(CR_STORAGE, "CR", FILM_PIXEL);
    tags.put("ViewPosition", view);
    tags.put("PatientOrientation", fromTheSide ? "P\\F" : "L\\F");
    tags.put("WindowCenter", fromTheSide ? "2000" : "1500");
    tags.put("WindowWidth", fromTheSide ? "3600" : "2900");
    return MadeObject.of(tags, "image/png", png(film, FILM_SIDE));
  }

  /** How many pixels of water weaken a ray as much as what is on its way. */
  private static double water(int[] slice, int at, boolean fromTheSide) {
    double sum = 0;
    for (int i = 0; i < FILM_SIDE; i++) {
      int value = slice[fromTheSide ? at * FILM_SIDE + i : i * FILM_SIDE + at];
      sum += (value - Thorax.AIR) / 1000.0;
    }
    return sum;
  }

  private static Map<String, Object> ofPicture(String sopClass, String modality, double pixel) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("SOPClassUID", sopClass);
    tags.put("Modality", modality);
    tags.put("BodyPartExamined", "CHEST");
    tags.put("PixelSpacing", numbers(pixel, pixel));
    tags.put("ImageComments", "Computed phantom, not a person");
    return tags;
  }

  private static String numbers(double... values) {
    List<String> words = new ArrayList<>();
    for (double value : values) {
      words.add(String.format(Locale.ROOT, "%.2f", value));
    }
    return String.join("\\", words);
  }

  private static byte[] png(int[] values, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_USHORT_GRAY);
    WritableRaster raster = image.getRaster();
    for (int at = 0; at < values.length; at++) {
      raster.setSample(at % side, at / side, 0, Math.clamp(values[at], 0, FILM_MAX));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

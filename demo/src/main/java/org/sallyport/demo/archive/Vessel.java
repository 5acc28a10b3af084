package org.sallyport.demo.archive;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A computed ultrasound loop of one heartbeat: a vessel along its length, which widens with the
 * pulse, and the velocities of its blood below, with a region for each (PS3.3 section C.8.5.5).
 */
final class Vessel {
  static final int FRAMES = 24;
  static final int COLUMNS = 400;
  static final int ROWS = 360;

  /** The picture of the tissue: 4 cm wide and 3 cm deep. */
  static final Area TISSUE = new Area(40, 20, 320, 240);

  /** The velocities: 4 s wide, from -30 to 130 cm/s. */
  static final Area VELOCITIES = new Area(40, 268, 320, 80);

  static final double CM_PER_PIXEL = 0.0125;
  static final double SECONDS_PER_COLUMN = 0.0125;
  static final double CM_PER_SECOND_PER_ROW = 2;

  /** The row of the velocity 0, in its region. */
  static final int BASELINE = 65;

  private static final int FRAME_MILLIS = 40;
  private static final double MM_PER_CM = 10;
  private static final double DEPTH = 15;
  private static final double WALL = 0.8;
  private static final double WIDENING = 0.3;
  private static final double SLOWEST = 18;
  private static final double QUICKEST = 95;
  private static final long SEED = 5;
  private static final int MAX = 255;
  private static final int BLOOD = 6;
  private static final int BRIGHT_WALL = 190;
  private static final int SOFT = 95;

  /** Of the tissue, beside the mean: blood is darker. */
  private static final double DARKEST = 0.6;

  private final double diameter;
  private final Random speckle = new Random(SEED);

  /** How bright each place of the tissue is, beside others of its kind. */
  private final double[] grain = new double[COLUMNS * ROWS];

  private Vessel(double diameter) {
    this.diameter = diameter;
    for (int i = 0; i < grain.length; i++) {
      grain[i] = Math.max(DARKEST, 1 + 0.35 * speckle.nextGaussian());
    }
  }

  /**
   * A part of the picture.
   *
   * @param left its first column
   * @param top its first row
   */
  record Area(int left, int top, int width, int height) {}

  /**
   * The loop.
   *
   * @param diameter of the vessel between two beats, in millimetres
   */
  static MadeObject loop(double diameter) {
    Vessel vessel = new Vessel(diameter);
    byte[] pixels = new byte[FRAMES * COLUMNS * ROWS];
    for (int frame = 0; frame < FRAMES; frame++) {
      vessel.draw(pixels, frame);
    }
    return new MadeObject(
        tags(), null, UltrasoundFile.of(pixels, COLUMNS, ROWS, FRAMES, FRAME_MILLIS));
  }

  private static Map<String, Object> tags() {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("Modality", "US");
    tags.put("BodyPartExamined", "NECK");
    tags.put("PatientOrientation", "");
    tags.put("ImageType", "ORIGINAL\\PRIMARY\\VASCULAR");
    tags.put("ImageComments", "Computed phantom, not a person");
    tags.put(
        "SequenceOfUltrasoundRegions",
        List.of(
            region(TISSUE, "1", "1", 0, List.of("3", "3"), CM_PER_PIXEL, CM_PER_PIXEL),
            region(
                VELOCITIES,
                "3",
                "3",
                BASELINE,
                List.of("4", "7"),
                SECONDS_PER_COLUMN,
                -CM_PER_SECOND_PER_ROW)));
    return tags;
  }

  /**
   * A region.
   *
   * @param format two dimensions, or a spectrum
   * @param type tissue, or pulsed Doppler
   * @param zero the row of the value 0
   * @param units of columns and rows
   */
  private static Map<String, Object> region(
      Area area,
      String format,
      String type,
      int zero,
      List<String> units,
      double across,
      double down) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("RegionSpatialFormat", format);
    tags.put("RegionDataType", type);
    tags.put("RegionFlags", "0");
    tags.put("RegionLocationMinX0", String.valueOf(area.left));
    tags.put("RegionLocationMinY0", String.valueOf(area.top));
    tags.put("RegionLocationMaxX1", String.valueOf(area.left + area.width - 1));
    tags.put("RegionLocationMaxY1", String.valueOf(area.top + area.height - 1));
    tags.put("ReferencePixelX0", "0");
    tags.put("ReferencePixelY0", String.valueOf(zero));
    tags.put("PhysicalUnitsXDirection", units.getFirst());
    tags.put("PhysicalUnitsYDirection", units.getLast());
    tags.put("ReferencePixelPhysicalValueX", "0");
    tags.put("ReferencePixelPhysicalValueY", "0");
    tags.put("PhysicalDeltaX", String.valueOf(across));
    tags.put("PhysicalDeltaY", String.valueOf(down));
    return tags;
  }

  private void draw(byte[] pixels, int frame) {
    double phase = (double) frame / FRAMES;
    double radius = diameter / 2 + WIDENING * pulse(phase);
    int at = frame * COLUMNS * ROWS;
    for (int row = 0; row < TISSUE.height; row++) {
      double fromAxis = Math.abs((row + 0.5) * CM_PER_PIXEL * MM_PER_CM - DEPTH);
      for (int column = 0; column < TISSUE.width; column++) {
        int place = (TISSUE.top + row) * COLUMNS + TISSUE.left + column;
        pixels[at + place] = grey(echo(fromAxis - radius, row) * grain[place] + noise());
      }
    }
    drawScale(pixels, at);
    drawVelocities(pixels, at);
  }

  /**
   * How bright the tissue is.
   *
   * @param outside how far from the blood, in millimetres; negative within it
   */
  private static double echo(double outside, int row) {
    if (outside < 0) {
      return BLOOD;
    }
    double weaker = 1 - 0.4 * row / TISSUE.height;
    double layers = 1 + 0.25 * Math.sin(outside * 2.4);
    return outside < WALL ? BRIGHT_WALL : SOFT * layers * weaker;
  }

  private double noise() {
    return 3 * speckle.nextGaussian();
  }

  /** A mark beside each half centimetre of depth, longer for whole ones. */
  private static void drawScale(byte[] pixels, int at) {
    int half = (int) Math.round(0.5 / CM_PER_PIXEL);
    for (int mark = 0; mark * half <= TISSUE.height; mark++) {
      int row = Math.min(TISSUE.top + mark * half, TISSUE.top + TISSUE.height - 1);
      int length = mark % 2 == 0 ? 12 : 6;
      int from = at + row * COLUMNS + TISSUE.left + TISSUE.width + 4;
      Arrays.fill(pixels, from, from + length, (byte) MAX);
    }
  }

  private void drawVelocities(byte[] pixels, int at) {
    double beat = FRAMES * FRAME_MILLIS / 1000.0;
    for (int column = 0; column < VELOCITIES.width; column++) {
      double phase = column * SECONDS_PER_COLUMN / beat % 1;
      double velocity = SLOWEST + (QUICKEST - SLOWEST) * pulse(phase);
      int rows = (int) Math.round(velocity / CM_PER_SECOND_PER_ROW);
      for (int up = 0; up <= rows; up++) {
        int row = VELOCITIES.top + BASELINE - up;
        double bright = up == 0 ? MAX : 50 + 130.0 * up / rows;
        int place = row * COLUMNS + VELOCITIES.left + column;
        pixels[at + place] = grey(bright * (up == 0 ? 1 : grain[place]));
      }
    }
  }

  /** How far a beat is, from 0 to 1: quickly up, slowly down, and a rest. */
  private static double pulse(double phase) {
    double rise = 0.12;
    double fall = 0.5;
    if (phase < rise) {
      return Math.sin(Math.PI / 2 * phase / rise);
    }
    return phase > fall ? 0 : Math.pow(Math.cos(Math.PI / 2 * (phase - rise) / (fall - rise)), 2);
  }

  private static byte grey(double value) {
    return (byte) Math.clamp(Math.round(value), 0, MAX);
  }
}

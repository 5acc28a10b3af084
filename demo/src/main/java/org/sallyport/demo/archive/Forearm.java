package org.sallyport.demo.archive;

/** A computed forearm in Hounsfield units, whose radius is broken above the wrist. */
final class Forearm {
  private static final int AIR = -1000;
  private static final int SOFT = 40;
  private static final int BONE = 700;
  private static final int MARROW = 150;
  private static final double STEP = 1.5;
  private static final double BREAK = 38;

  private final Phantom phantom = new Phantom(AIR);
  private final double tilt;

  private Forearm(double degrees) {
    this.tilt = Math.tan(Math.toRadians(degrees));
  }

  /**
   * A forearm.
   *
   * @param degrees by which the far end of the radius is bent to the back of the hand
   */
  static Phantom of(double degrees) {
    Forearm forearm = new Forearm(degrees);
    forearm.build();
    return forearm.phantom;
  }

  private void build() {
    for (double z = -170; z < 170; z += STEP) {
      double wide = 1 + 0.25 * Math.max(0, -z) / 170;
      phantom.add(0, 0.8 * bent(z), z, 34 * wide, 25 * wide, 2 * STEP, SOFT);
    }
    // The marrow is painted after all of the bone, of which each piece overlaps the next one.
    for (int value : new int[] {BONE, MARROW}) {
      double scale = value == BONE ? 1 : 0.55;
      shafts(scale, value);
    }
    for (int i = 0; i < 4; i++) {
      bone(-18 + 12 * i, bent(74), 78 + (i % 2) * 3, 6.5, 7.5);
      bone(-18 + 12 * i, bent(88), 94, 6.5, 6.5);
    }
    for (int finger = 0; finger < 5; finger++) {
      for (double z = 104; z < 160; z += STEP) {
        bone(-26 + 13 * finger + (finger - 2) * (z - 104) * 0.08, bent(z), z, 4, 2 * STEP);
      }
    }
  }

  private void shafts(double scale, int value) {
    for (double z = -165; z < 68; z += STEP) {
      double end = Math.max(0, z - 30) * 0.16;
      double radius = (7 + end) * scale;
      phantom.add(-14, bent(z), z, radius, radius * 0.8, 2 * STEP, value);
      double ulna = (6 + Math.max(0, -z - 120) * 0.1) * scale;
      phantom.add(14, 0, z - 6, ulna, ulna, 2 * STEP, value);
    }
  }

  private void bone(double x, double y, double z, double radius, double length) {
    phantom.add(x, y, z, radius, radius, length, BONE);
  }

  /** How far to the back the radius is, which goes straight on after the break. */
  private double bent(double z) {
    return Math.max(0, z - BREAK) * tilt;
  }
}

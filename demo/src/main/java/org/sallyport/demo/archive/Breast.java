package org.sallyport.demo.archive;

import java.util.Random;

/** A computed breast in Hounsfield units, whose chest wall is across the first axis. */
final class Breast {
  private static final int AIR = -1000;
  private static final int FAT = -90;
  private static final int GLAND = 60;
  private static final int MUSCLE = 110;
  private static final int MASS = 320;
  private static final int STRANDS = 260;
  private static final int MUSCLE_STEPS = 40;
  private static final long SEED = 7;
  private static final double WALL = -95;

  private static final double NIPPLE = 17;

  private final Phantom phantom = new Phantom(AIR);
  private final int side;

  private Breast(int side) {
    this.side = side;
  }

  /**
   * A breast.
   *
   * @param side 1 for the left one, whose chest wall is at the left of a picture, -1 for the right
   * @param oblique whether it is seen from the side, with the pectoral muscle
   * @param mass radius of a mass; 0 for none
   */
  static Phantom of(int side, boolean oblique, double mass) {
    Breast breast = new Breast(side);
    breast.add(WALL, 0, 112, 24, oblique ? 88 : 82, FAT);
    breast.glands();
    breast.add(NIPPLE, oblique ? -8 : 0, 5, 5, 5, GLAND);
    if (oblique) {
      breast.muscle();
    }
    if (mass > 0) {
      breast.add(WALL + 58, oblique ? 14 : 24, mass, mass, mass, MASS);
    }
    return breast.phantom;
  }

  private void glands() {
    Random random = new Random(SEED + side);
    for (int i = 0; i < STRANDS; i++) {
      double out = random.nextDouble();
      double wide = 52 * Math.sqrt(1 - out * out * 0.8);
      double across = (2 * random.nextDouble() - 1) * wide;
      double thick = 1.2 + 3.2 * random.nextDouble();
      add(WALL + 16 + 76 * out, across, thick * 3, thick * 2, thick, GLAND);
    }
  }

  /** A wedge that narrows downwards. */
  private void muscle() {
    for (int i = 0; i < MUSCLE_STEPS; i++) {
      add(WALL, 90 - i * 2.6, 46 - i * 1.15, 15, 3, MUSCLE);
    }
  }

  private void add(double x, double z, double rx, double ry, double rz, int value) {
    phantom.add(side * x, 0, z, rx, ry, rz, value);
  }
}

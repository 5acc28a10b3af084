package org.sallyport.demo.archive;

import java.util.List;
import java.util.Random;

/** A computed thorax in Hounsfield units. */
final class Thorax {
  static final int AIR = -1000;

  private static final int FAT = -90;
  private static final int MUSCLE = 45;
  private static final int LUNG = -850;
  private static final int VESSEL = -60;
  private static final int BLOOD = 60;
  private static final int BONE = 420;
  private static final double LONG = 1e6;
  private static final int RIBS = 9;
  private static final int VESSELS = 420;
  private static final long SEED = 28;

  private final Phantom phantom = new Phantom(AIR);

  private Thorax() {}

  /**
   * A thorax.
   *
   * @param nodule radius of the nodule in the left upper lobe; 0 for none
   */
  static Phantom of(double nodule) {
    Thorax thorax = new Thorax();
    thorax.build(nodule);
    return thorax.phantom;
  }

  private void build(double nodule) {
    add(0, 0, 0, 172, 118, LONG, FAT);
    add(0, 0, 0, 158, 105, LONG, MUSCLE);
    for (int side : List.of(-1, 1)) {
      add(side * 74, 4, 0, 63, 84, 140, LUNG);
    }
    vessels();
    add(0, -8, 0, 24, 62, LONG, MUSCLE);
    add(26, -28, -50, 62, 48, 56, BLOOD);
    add(-70, -4, -140, 76, 92, 72, BLOOD);
    add(70, 0, -152, 74, 90, 70, MUSCLE);
    add(0, 22, 60, 8, 8, 95, AIR);
    add(22, 44, -40, 11, 11, 150, BLOOD);
    bones();
    if (nodule > 0) {
      add(82, -16, 62, nodule, nodule, nodule, MUSCLE);
    }
  }

  /** Thinner and rarer away from the middle. */
  private void vessels() {
    Random random = new Random(SEED);
    for (int i = 0; i < VESSELS; i++) {
      double away = random.nextDouble();
      double turn = random.nextDouble() * 2 * Math.PI;
      int side = i % 2 == 0 ? 1 : -1;
      double x = side * (30 + 84 * away);
      double y = 4 + Math.sin(turn) * 60 * Math.sqrt(1 - away * away);
      double z = -10 + Math.cos(turn) * 85 * Math.sqrt(1 - away * away);
      double thick = 3.2 - 2 * away;
      add(x, y, z, thick * 3, thick, thick, VESSEL);
    }
  }

  private void bones() {
    for (int z = -150; z <= 150; z += 25) {
      add(0, 62, z, 18, 15, 10, BONE);
      add(0, 88, z - 6, 5, 16, 7, BONE);
    }
    add(0, -88, 10, 16, 6, 85, BONE);
    for (int rib = 0; rib < RIBS; rib++) {
      rib(1, rib);
      rib(-1, rib);
    }
    for (int x = 14; x < 140; x += 3) {
      add(x, -62 + x * 0.25, 118 + x * 0.1, 6, 6, 6, BONE);
      add(-x, -62 + x * 0.25, 118 + x * 0.1, 6, 6, 6, BONE);
    }
  }

  /** From the spine around the side to the front, falling on its way. */
  private void rib(int side, int rib) {
    double narrow = 1 - 0.035 * Math.max(0, 3 - rib);
    for (double way = 0; way <= 1; way += 0.012) {
      double turn = Math.toRadians(80 - 150 * way);
      double x = side * 146 * narrow * Math.cos(turn);
      double y = 4 + 92 * narrow * Math.sin(turn);
      add(x, y, 128 - 27 * rib - 46 * way, 5, 5, 5.5, BONE);
    }
  }

  private void add(double x, double y, double z, double rx, double ry, double rz, int value) {
    phantom.add(x, y, z, rx, ry, rz, value);
  }
}

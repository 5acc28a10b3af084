package org.sallyport.demo.archive;

import java.util.Random;

/** A computed head, as bright as a magnetic resonance image weighted in one way shows it. */
final class Head {
  private static final int FOLDS = 900;
  private static final long SEED = 11;

  private final Weighting as;
  private final Phantom phantom = new Phantom(0);

  /** How bright what is in a head is. */
  enum Weighting {
    T1(1500, 90, 560, 760, 170, 480),
    T2(1100, 80, 640, 430, 1400, 1150);

    private final int fat;
    private final int bone;
    private final int grey;
    private final int white;
    private final int fluid;
    private final int lesion;

    Weighting(int fat, int bone, int grey, int white, int fluid, int lesion) {
      this.fat = fat;
      this.bone = bone;
      this.grey = grey;
      this.white = white;
      this.fluid = fluid;
      this.lesion = lesion;
    }
  }

  private Head(Weighting as) {
    this.as = as;
  }

  /** A head with a round lesion in the white matter of its left side. */
  static Phantom seen(Weighting as) {
    Head head = new Head(as);
    head.skull();
    head.brain();
    head.below();
    return head.phantom;
  }

  private void skull() {
    phantom.add(0, 0, 8, 82, 100, 94, as.fat);
    phantom.add(0, 0, 8, 77, 95, 89, as.bone);
    phantom.add(0, 0, 8, 71, 89, 83, as.fluid);
  }

  private void brain() {
    for (int side : new int[] {-1, 1}) {
      phantom.add(side * 34, 0, 12, 33, 84, 74, as.grey);
    }
    folds();
    for (int side : new int[] {-1, 1}) {
      phantom.add(side * 32, 0, 16, 24, 70, 58, as.white);
      phantom.add(side * 17, 4, 14, 10, 9, 9, as.grey);
      phantom.add(side * 9, -18, 26, 5, 18, 8, as.fluid);
      phantom.add(side * 12, 20, 24, 5, 16, 9, as.fluid);
    }
    phantom.add(0, 0, 34, 26, 34, 4, as.white);
    phantom.add(0, 2, 16, 2, 14, 9, as.fluid);
    phantom.add(38, 26, 34, 6.5, 6.5, 6.5, as.lesion);
  }

  /** Furrows with fluid in the bark of the brain. */
  private void folds() {
    Random random = new Random(SEED);
    for (int i = 0; i < FOLDS; i++) {
      double turn = random.nextDouble() * 2 * Math.PI;
      double up = 2 * random.nextDouble() - 1;
      double out = Math.sqrt(1 - up * up);
      double x = 62 * out * Math.cos(turn);
      double y = 82 * out * Math.sin(turn);
      double depth = 3 + 6 * random.nextDouble();
      phantom.add(x, y, 12 + 72 * up, depth * out + 1, depth * out + 1, depth * 0.6, as.fluid);
      phantom.add(x * 0.97, y * 0.97, 12 + 70 * up + 3, depth, depth, depth * 0.5, as.grey);
    }
  }

  private void below() {
    for (int side : new int[] {-1, 1}) {
      phantom.add(side * 24, 48, -42, 25, 28, 20, as.grey);
      phantom.add(side * 20, 46, -42, 16, 18, 12, as.white);
      phantom.add(side * 31, -82, -14, 13, 13, 13, as.fluid);
    }
    phantom.add(0, 22, -44, 13, 13, 34, as.white);
    phantom.add(0, 34, -40, 6, 5, 9, as.fluid);
    phantom.add(0, 22, -120, 9, 9, 50, as.white);
  }
}

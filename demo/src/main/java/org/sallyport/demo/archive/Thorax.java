package org.sallyport.demo.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A computed thorax, made of ellipsoids. Lengths are in millimetres, with x to the left of the
 * patient, y to the back and z to the head; values are Hounsfield units.
 */
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

  /** In the order in which they are painted: the later one wins. */
  private final List<Shape> shapes = new ArrayList<>();

  private record Shape(double x, double y, double z, double rx, double ry, double rz, int value) {}

  /**
   * A thorax.
   *
   * @param nodule radius of the nodule in the left upper lobe; 0 for none
   */
  Thorax(double nodule) {
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

  private void add(double x, double y, double z, double rx, double ry, double rz, int value) {
    shapes.add(new Shape(x, y, z, rx, ry, rz, value));
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

  /**
   * An axial slice.
   *
   * @param values receives the values, row by row from the front, each from the patient's right
   * @param side pixels of a row, and rows
   * @param pixel the size of one
   */
  void slice(double z, int[] values, int side, double pixel) {
    Arrays.fill(values, AIR);
    for (Shape shape : shapes) {
      double up = (z - shape.z) / shape.rz;
      if (Math.abs(up) < 1) {
        paint(shape, Math.sqrt(1 - up * up), values, side, pixel);
      }
    }
  }

  private static void paint(Shape shape, double scale, int[] values, int side, double pixel) {
    double middle = side / 2.0;
    double ry = shape.ry * scale;
    int top = Math.max(0, (int) Math.ceil((shape.y - ry) / pixel + middle));
    int bottom = Math.min(side - 1, (int) Math.floor((shape.y + ry) / pixel + middle));
    for (int row = top; row <= bottom; row++) {
      double down = ((row - middle) * pixel - shape.y) / ry;
      double rx = shape.rx * scale * Math.sqrt(Math.max(0, 1 - down * down));
      int from = Math.max(0, (int) Math.ceil((shape.x - rx) / pixel + middle));
      int to = Math.min(side - 1, (int) Math.floor((shape.x + rx) / pixel + middle));
      if (from <= to) {
        Arrays.fill(values, row * side + from, row * side + to + 1, shape.value);
      }
    }
  }
}

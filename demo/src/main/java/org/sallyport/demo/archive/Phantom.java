package org.sallyport.demo.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A computed part of a body, made of ellipsoids. Lengths are in millimetres, with x to the left of
 * the patient, y to the back and z to the head.
 */
final class Phantom {
  private final int background;

  /** In the order in which they are painted: the later one wins. */
  private final List<Shape> shapes = new ArrayList<>();

  private record Shape(double x, double y, double z, double rx, double ry, double rz, int value) {
    /** The shape in the axes of a plane: along its rows, along its columns, and through it. */
    Shape seen(Plane plane) {
      return switch (plane) {
        case AXIAL -> this;
        case CORONAL -> new Shape(x, -z, y, rx, rz, ry, value);
        case SAGITTAL -> new Shape(y, -z, -x, ry, rz, rx, value);
      };
    }
  }

  /**
   * A body without anything in it yet.
   *
   * @param background the value of what is around it
   */
  Phantom(int background) {
    this.background = background;
  }

  int background() {
    return background;
  }

  void add(double x, double y, double z, double rx, double ry, double rz, int value) {
    shapes.add(new Shape(x, y, z, rx, ry, rz, value));
  }

  /** The body turned, so that its slices are those of a plane. */
  Phantom seen(Plane plane) {
    Phantom seen = new Phantom(background);
    shapes.forEach(shape -> seen.shapes.add(shape.seen(plane)));
    return seen;
  }

  /**
   * A slice across the third axis.
   *
   * @param values receives the values, row by row
   * @param side pixels of a row, and rows
   * @param pixel the size of one
   */
  void slice(double z, int[] values, int side, double pixel) {
    Arrays.fill(values, background);
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

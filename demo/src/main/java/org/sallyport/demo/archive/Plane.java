package org.sallyport.demo.archive;

/** The planes in which a body is cut. */
enum Plane {
  AXIAL(new double[] {1, 0, 0}, new double[] {0, 1, 0}),
  CORONAL(new double[] {1, 0, 0}, new double[] {0, 0, -1}),
  SAGITTAL(new double[] {0, 1, 0}, new double[] {0, 0, -1});

  private static final int AXES = 3;

  private final double[] row;
  private final double[] column;

  Plane(double[] row, double[] column) {
    this.row = row;
    this.column = column;
  }

  /** Image Orientation (Patient): where rows and columns go. */
  double[] orientation() {
    return new double[] {row[0], row[1], row[2], column[0], column[1], column[2]};
  }

  /**
   * Image Position (Patient) of a square slice whose middle is on the axis through the body.
   *
   * @param at its place along the normal of the plane
   * @param half from its middle to its sides
   */
  double[] position(double at, double half) {
    double[] position = new double[AXES];
    for (int i = 0; i < AXES; i++) {
      position[i] = at * normal(i) - half * (row[i] + column[i]);
    }
    return position;
  }

  private double normal(int i) {
    int next = (i + 1) % AXES;
    int after = (i + 2) % AXES;
    return row[next] * column[after] - row[after] * column[next];
  }
}

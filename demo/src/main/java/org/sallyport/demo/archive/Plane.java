package org.sallyport.demo.archive;

/** The planes in which a body is cut. */
enum Plane {
  AXIAL(0, 1, 1),
  CORONAL(0, 2, -1),
  SAGITTAL(1, 2, -1);

  private static final int AXES = 3;

  private final int rowAxis;
  private final int columnAxis;
  private final int columnSign;

  /**
   * A plane.
   *
   * @param rowAxis the axis of the patient along which rows go
   * @param columnAxis that along which columns go
   * @param columnSign whether they go along it or against it
   */
  Plane(int rowAxis, int columnAxis, int columnSign) {
    this.rowAxis = rowAxis;
    this.columnAxis = columnAxis;
    this.columnSign = columnSign;
  }

  /** Image Orientation (Patient): where rows and columns go. */
  double[] orientation() {
    double[] orientation = new double[2 * AXES];
    orientation[rowAxis] = 1;
    orientation[AXES + columnAxis] = columnSign;
    return orientation;
  }

  /**
   * Image Position (Patient) of a square slice whose middle is on the axis through the body.
   *
   * @param at its place along the normal of the plane
   * @param half from its middle to its sides
   */
  double[] position(double at, double half) {
    double[] position = new double[AXES];
    position[rowAxis] = -half;
    position[columnAxis] = -half * columnSign;
    int normal = AXES - rowAxis - columnAxis;
    // The axes follow each other as rows, columns and the normal do, or in the other order.
    boolean isInOrder = (rowAxis + 1) % AXES == columnAxis;
    position[normal] = isInOrder ? at * columnSign : -at * columnSign;
    return position;
  }
}

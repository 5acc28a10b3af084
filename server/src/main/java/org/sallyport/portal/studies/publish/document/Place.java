package org.sallyport.portal.studies.publish.document;

import java.util.List;

/** A place on an image: (0, 0) is the top left corner of the top left pixel. */
public record Place(double column, double row) {
  static Place of(List<Double> point) {
    return new Place(point.get(0), point.get(1));
  }

  Place minus(Place other) {
    return new Place(column - other.column, row - other.row);
  }

  Place middle(Place other) {
    return new Place((column + other.column) / 2, (row + other.row) / 2);
  }

  /** In millimetres, from the same corner. */
  Place in(PixelSize size) {
    return new Place(column * size.column(), row * size.row());
  }

  double distance(Place other) {
    return Math.hypot(column - other.column, row - other.row);
  }

  double cross(Place other) {
    return column * other.row - row * other.column;
  }

  /** The direction to another place, in degrees. */
  double direction(Place to) {
    return Math.toDegrees(Math.atan2(to.row - row, to.column - column));
  }

  List<Double> values() {
    return List.of(column, row);
  }
}

package org.sallyport.portal.studies.publish.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a mark encloses, as a polygon or an ellipse in pixels of its image.
 *
 * @param points of a polygon, in order around it; of an ellipse, its middle and the ends of two
 *     half axes that belong to each other
 */
record Region(boolean isEllipse, List<Place> points) {

  static Region polygon(List<Place> points) {
    return new Region(false, points);
  }

  /** By the ends of both axes. */
  static Region ellipse(Place from, Place to, Place from2, Place to2) {
    return new Region(true, List.of(from.middle(to), to, to2));
  }

  /** The area, in pixels. */
  double area() {
    if (isEllipse) {
      Place one = points.get(1).minus(points.getFirst());
      Place other = points.get(2).minus(points.getFirst());
      return Math.PI * Math.abs(one.cross(other));
    }
    double twice = 0;
    for (int i = 0; i < points.size(); i++) {
      twice += points.get(i).cross(points.get((i + 1) % points.size()));
    }
    return Math.abs(twice) / 2;
  }

  /** The ends of the major axis of an ellipse, then those of the minor one (C.10.5.1.2). */
  List<Place> axes() {
    Place middle = points.getFirst();
    List<Place> ends = points.subList(1, 3);
    boolean isInOrder = middle.distance(ends.getFirst()) >= middle.distance(ends.getLast());
    return Stream.of(ends.get(isInOrder ? 0 : 1), ends.get(isInOrder ? 1 : 0))
        .flatMap(end -> Stream.of(middle.minus(end.minus(middle)), end))
        .toList();
  }

  /** Whether it has a place. */
  boolean contains(Place place) {
    return isEllipse ? isInEllipse(place) : isInPolygon(place);
  }

  private boolean isInEllipse(Place place) {
    Place one = points.get(1).minus(points.getFirst());
    Place other = points.get(2).minus(points.getFirst());
    Place from = place.minus(points.getFirst());
    double turn = one.cross(other);
    double along = from.cross(other) / turn;
    double across = one.cross(from) / turn;
    return along * along + across * across < 1;
  }

  private boolean isInPolygon(Place place) {
    boolean isInside = false;
    for (int i = 0; i < points.size(); i++) {
      Place a = points.get(i);
      Place b = points.get((i + 1) % points.size());
      boolean isCrossed = (a.row() > place.row()) != (b.row() > place.row());
      if (isCrossed
          && place.column()
              < (b.column() - a.column()) * (place.row() - a.row()) / (b.row() - a.row())
                  + a.column()) {
        isInside = !isInside;
      }
    }
    return isInside;
  }

  /** The values of the pixels whose middles are inside; none if it goes beyond the image. */
  List<Double> values(PixelValues image) {
    Place least = corner(-1);
    Place most = corner(1);
    if (least.column() < 0
        || least.row() < 0
        || most.column() > image.columns()
        || most.row() > image.rows()) {
      return List.of();
    }
    List<Double> inside = new ArrayList<>();
    for (int row = (int) least.row(); row < Math.ceil(most.row()); row++) {
      for (int column = (int) least.column(); column < Math.ceil(most.column()); column++) {
        if (contains(new Place(column + 0.5, row + 0.5))) {
          inside.add(image.at(column, row));
        }
      }
    }
    return inside;
  }

  /** The corner of the box around it towards the lowest or the highest columns and rows. */
  private Place corner(int sign) {
    if (isEllipse) {
      Place middle = points.getFirst();
      Place one = points.get(1).minus(middle);
      Place other = points.get(2).minus(middle);
      return new Place(
          middle.column() + sign * Math.hypot(one.column(), other.column()),
          middle.row() + sign * Math.hypot(one.row(), other.row()));
    }
    return new Place(
        sign * points.stream().mapToDouble(it -> sign * it.column()).max().orElse(0),
        sign * points.stream().mapToDouble(it -> sign * it.row()).max().orElse(0));
  }
}

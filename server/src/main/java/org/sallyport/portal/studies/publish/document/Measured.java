package org.sallyport.portal.studies.publish.document;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.studies.marks.Mark;
import org.sallyport.portal.studies.marks.MarkKind;

/**
 * A mark with what is known of its image.
 *
 * @param id of the mark
 * @param places in pixels of the image, in the order of the kind
 * @param size of a pixel in the patient; null if the image does not say it
 * @param mean of the values of the pixels inside, or the value at a probe; null if they are not
 *     Hounsfield units, or not known
 * @param deviation the same; of the pixels inside, which are all there are
 */
public record Measured(
    UUID id,
    MarkKind kind,
    List<Place> places,
    String text,
    ImageReference image,
    @Nullable PixelSize size,
    @Nullable Double mean,
    @Nullable Double deviation) {
  private static final double HALF_TURN = 180;

  /** Without values. */
  public static Measured of(Mark mark, ImageReference image, @Nullable PixelSize size) {
    return new Measured(
        mark.id(),
        MarkKind.of(mark.kind()).orElseThrow(),
        mark.points().stream().map(Place::of).toList(),
        mark.text(),
        image,
        size,
        null,
        null);
  }

  /** The same with values, if it has some. */
  public Measured with(PixelValues values) {
    List<Double> inside =
        switch (kind) {
          case PROBE -> values.at(places.getFirst());
          case ELLIPSE, CIRCLE, RECTANGLE, FREEHAND -> region().values(values);
          case LENGTH, ANGLE, COBB, BIDIRECTIONAL, ARROW -> List.<Double>of();
        };
    if (inside.isEmpty()) {
      return this;
    }
    double middle = inside.stream().mapToDouble(it -> it).average().orElseThrow();
    double squares = inside.stream().mapToDouble(it -> (it - middle) * (it - middle)).sum();
    return new Measured(
        id, kind, places, text, image, size, middle, Math.sqrt(squares / inside.size()));
  }

  /** Whether the report can say anything of it. */
  public boolean isKnown() {
    return switch (kind) {
      case ARROW -> !text.isEmpty();
      case PROBE -> mean != null;
      default -> size != null;
    };
  }

  /** What it encloses. */
  Region region() {
    return switch (kind) {
      case ELLIPSE -> Region.ellipse(places.get(0), places.get(1), places.get(2), places.get(3));
      case CIRCLE -> circle();
      default -> Region.polygon(places);
    };
  }

  /** Round in the patient, where pixels need not be square. */
  private Region circle() {
    PixelSize pixel = size == null ? new PixelSize(1, 1) : size;
    Place middle = places.getFirst();
    double radius = middle.in(pixel).distance(places.get(1).in(pixel));
    return new Region(
        true,
        List.of(
            middle,
            new Place(middle.column() + radius / pixel.column(), middle.row()),
            new Place(middle.column(), middle.row() + radius / pixel.row())));
  }

  /** In mm². */
  double area() {
    PixelSize pixel = size == null ? new PixelSize(1, 1) : size;
    return region().area() * pixel.column() * pixel.row();
  }

  /** The distance of two of its places in mm. */
  double length(int from, int to) {
    return scaled(from).distance(scaled(to));
  }

  /** The angle at the second of its places, in degrees. */
  double angle() {
    double turn = Math.abs(scaled(1).direction(scaled(0)) - scaled(1).direction(scaled(2)));
    return turn > HALF_TURN ? 2 * HALF_TURN - turn : turn;
  }

  /**
   * The angle of two lines, whichever way they were drawn: both are taken to lead to the same side
   * of the line that joins their middles.
   */
  double cobb() {
    Place middle = scaled(0).middle(scaled(1));
    double spine = middle.direction(scaled(2).middle(scaled(3)));
    return Math.abs(
        aside(scaled(0).direction(scaled(1)), spine)
            - aside(scaled(2).direction(scaled(3)), spine));
  }

  private static double aside(double degrees, double spine) {
    double turn = (degrees - spine + 3 * HALF_TURN) % (2 * HALF_TURN);
    return turn >= HALF_TURN ? turn - HALF_TURN : turn;
  }

  private Place scaled(int place) {
    return places.get(place).in(size == null ? new PixelSize(1, 1) : size);
  }
}

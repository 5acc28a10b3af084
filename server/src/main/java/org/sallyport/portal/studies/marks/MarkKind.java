package org.sallyport.portal.studies.marks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a mark is, and how many points it has, in which order. */
public enum MarkKind {
  /** The two ends. */
  LENGTH(2),
  /** An end, the vertex, the other end. */
  ANGLE(3),
  /** The two ends of one line, then those of the other. */
  COBB(4),
  /** The ends of the long axis, then those of the short one. */
  BIDIRECTIONAL(4),
  /** The ends of the major axis, then those of the minor one, as in PS3.3 C.10.5.1.2. */
  ELLIPSE(4),
  /** The corners, in order around it. */
  RECTANGLE(4),
  /** The centre and a point of the circle, as in PS3.3 C.10.5.1.2. */
  CIRCLE(2),
  /** The vertices; the last one equals the first if the line is closed, as in PS3.3 C.10.5.1.2. */
  FREEHAND(2, MarkKind.MAX_POINTS),
  /** The point. */
  PROBE(1),
  /** The head, then the other end. */
  ARROW(2);

  static final int MAX_POINTS = 500;

  private final int fewest;
  private final int most;

  MarkKind(int points) {
    this(points, points);
  }

  MarkKind(int fewest, int most) {
    this.fewest = fewest;
    this.most = most;
  }

  public static Optional<MarkKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean hasPoints(int number) {
    return number >= fewest && number <= most;
  }
}

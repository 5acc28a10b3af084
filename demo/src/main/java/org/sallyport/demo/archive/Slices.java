package org.sallyport.demo.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Slices of a body.
 *
 * @param tags what all of them say
 * @param intercept the value that is stored as 0
 * @param noise standard deviation of their values
 */
record Slices(Phantom body, Plane plane, Map<String, Object> tags, int intercept, double noise) {
  private static final long SEED = 5;

  /**
   * Cuts the body.
   *
   * @param count of the slices, whose middle is the body's
   * @param distance between two of them, in millimetres, and their thickness
   * @param side pixels of a row, and rows
   * @param pixel the size of one, in millimetres
   */
  List<MadeObject> cut(int count, double distance, int side, double pixel) {
    List<MadeObject> slices = new ArrayList<>();
    Phantom seen = body.seen(plane);
    Random random = new Random(SEED);
    int[] values = new int[side * side];
    for (int i = 0; i < count; i++) {
      double at = (i - count / 2.0) * distance;
      seen.slice(at, values, side, pixel);
      for (int place = 0; place < values.length; place++) {
        values[place] = (int) (values[place] - intercept + random.nextGaussian() * noise);
      }
      Map<String, Object> own = new LinkedHashMap<>(tags);
      own.put("ImageOrientationPatient", Greys.numbers(plane.orientation()));
      own.put("ImagePositionPatient", Greys.numbers(plane.position(at, side * pixel / 2)));
      own.put("PixelSpacing", Greys.numbers(pixel, pixel));
      own.put("SliceThickness", Greys.numbers(distance));
      slices.add(Greys.picture(own, values, side));
    }
    return slices;
  }
}

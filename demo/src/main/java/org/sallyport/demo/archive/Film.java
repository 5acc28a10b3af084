package org.sallyport.demo.archive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A radiograph.
 *
 * @param tags what it says besides its size and window
 * @param pixel the size of a pixel, in millimetres
 * @param gain how bright a millimetre of water is
 */
record Film(Map<String, Object> tags, double pixel, double gain, int centre, int width) {
  private static final int SIDE = 440;
  private static final double NOISE = 6;
  private static final double PER_WATER = 1000;
  private static final long SEED = 5;

  /** Casts the shadow of a body on the film, from its front or from its side. */
  MadeObject of(Phantom body, boolean fromTheSide) {
    int[] slice = new int[SIDE * SIDE];
    int[] film = new int[SIDE * SIDE];
    Random random = new Random(SEED);
    for (int row = 0; row < SIDE; row++) {
      body.slice((SIDE / 2.0 - row) * pixel, slice, SIDE, pixel);
      for (int column = 0; column < SIDE; column++) {
        double water = water(body, slice, column, fromTheSide) * pixel;
        film[row * SIDE + column] = (int) (water * gain + random.nextGaussian() * NOISE);
      }
    }
    Map<String, Object> own = new LinkedHashMap<>(tags);
    own.put("PixelSpacing", Greys.numbers(pixel, pixel));
    own.put("WindowCenter", String.valueOf(centre));
    own.put("WindowWidth", String.valueOf(width));
    return Greys.picture(own, film, SIDE);
  }

  /** How many pixels of water weaken a ray as much as what is on its way. */
  private static double water(Phantom body, int[] slice, int at, boolean fromTheSide) {
    double sum = 0;
    for (int i = 0; i < SIDE; i++) {
      int value = slice[fromTheSide ? at * SIDE + i : i * SIDE + at];
      sum += (value - body.background()) / PER_WATER;
    }
    return sum;
  }
}

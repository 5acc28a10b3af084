package org.sallyport.portal.archive;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The representation in which a resource is retrieved (WADO-RS, PS3.18 section 10.4). */
public sealed interface Representation {

  /** The path suffix after the resource, with its query; only characters that need no encoding. */
  String path();

  /** The DICOM objects themselves. */
  record Objects() implements Representation {
    @Override
    public String path() {
      return "";
    }
  }

  /** All attributes except bulk data. */
  record Metadata() implements Representation {
    @Override
    public String path() {
      return "/metadata";
    }
  }

  /**
   * A rendered image for browsers.
   *
   * @param frame from 1; null for the archive's choice
   * @param viewport the size it must fit; null for its own size
   * @param window how values become greys; null for the archive's choice, which need not be the
   *     window of the image
   */
  record Rendered(@Nullable Integer frame, @Nullable Viewport viewport, @Nullable Window window)
      implements Representation {
    public Rendered {
      if (frame != null) {
        checkFrame(frame);
      }
    }

    @Override
    public String path() {
      String of = frame == null ? "" : "/frames/" + frame;
      String query =
          Stream.of(
                  viewport == null ? "" : "viewport=" + viewport,
                  window == null ? "" : "window=" + window)
              .filter(it -> !it.isEmpty())
              .collect(Collectors.joining("&"));
      return of + "/rendered" + (query.isEmpty() ? "" : "?" + query);
    }
  }

  /** Pixel data of some frames, counted from 1. */
  record Frames(List<Integer> numbers) implements Representation {
    private static final int MAX_FRAMES = 100;

    public Frames {
      numbers = List.copyOf(numbers);
      if (numbers.isEmpty() || numbers.size() > MAX_FRAMES) {
        throw new IllegalArgumentException("no or too many frames");
      }
      numbers.forEach(Representation::checkFrame);
    }

    @Override
    public String path() {
      return "/frames/" + numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
  }

  /**
   * Bulk data that metadata refers to.
   *
   * @param name "bulk" or "bulkdata", depending on the archive
   * @param steps the rest of the reference: tags and item numbers
   */
  record Bulk(String name, List<String> steps) implements Representation {
    private static final Pattern NAME = Pattern.compile("bulk(?:data)?");
    private static final Pattern STEP = Pattern.compile("[0-9A-Za-z]{1,16}");
    private static final int MAX_STEPS = 32;

    public Bulk {
      steps = List.copyOf(steps);
      boolean fits = !steps.isEmpty() && steps.size() <= MAX_STEPS && NAME.matcher(name).matches();
      if (!fits || !steps.stream().allMatch(step -> STEP.matcher(step).matches())) {
        throw new IllegalArgumentException("no reference to a large value");
      }
    }

    @Override
    public String path() {
      return "/" + name + "/" + String.join("/", steps);
    }
  }

  /**
   * A window of values (PS3.18 section 8.3.5.1.4).
   *
   * @param function linear or sigmoid
   */
  record Window(double centre, double width, String function) {
    private static final double MAX = 1e9;
    private static final Set<String> FUNCTIONS = Set.of("linear", "sigmoid");

    public Window {
      if (!(Math.abs(centre) <= MAX && width >= 1 && width <= MAX)
          || !FUNCTIONS.contains(function)) {
        throw new IllegalArgumentException("no window of values");
      }
    }

    @Override
    public String toString() {
      return plain(centre) + "," + plain(width) + "," + function;
    }

    private static String plain(double number) {
      return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }
  }

  /** Width and height in pixels. */
  record Viewport(int width, int height) {
    private static final int MAX_SIDE = 4096;

    public Viewport {
      if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
        throw new IllegalArgumentException("no size of a picture");
      }
    }

    @Override
    public String toString() {
      return width + "," + height;
    }
  }

  private static void checkFrame(int frame) {
    if (frame < 1) {
      throw new IllegalArgumentException("frames count from 1");
    }
  }
}

package org.sallyport.browser.scenarios.studies;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sallyport.browser.actions.Fingers.Place;

/**
 * Uses the tools of the viewer in an order in which each follows every other, and sees what the
 * picture does.
 */
final class ToolWalk {
  /** A tool: its button, its key, what it does, and what it draws. */
  enum Tool {
    WINDOW("Window", "w"),
    SCROLL("Scroll", "s"),
    PAN("Pan", "p"),
    ZOOM("Zoom", "z"),
    MAGNIFY("Magnifier", "g"),
    LOCATE("Find point", "x"),
    LENGTH("Length", "l", "2 line, # mm"),
    ANGLE("Angle", "a", "3 line, #°"),
    COBB("Cobb angle", "k", "4 line, #°"),
    BIDIRECTIONAL("Bidirectional", "b", "3 line, # mm, # mm"),
    ELLIPSE("Ellipse", "e", "1 line, 1 ellipse, Area # mm², Mean #, SD #, # to #"),
    RECTANGLE("Rectangle", "q", "1 line, 1 rect, Area # mm², Mean #, SD #, # to #"),
    CIRCLE("Circle", "o", "1 line, 1 ellipse, Area # mm², Mean #, SD #, # to #"),
    FREEHAND("Freehand", "f", "1 line, 1 path, Area # mm², Mean #, SD #, # to #"),
    PROBE("Probe", "d", "1 circle, #"),
    ARROW("Arrow", "j", "4 line, here"),
    CALIBRATE("Calibrate", "", "2 line, # mm, calibrated by you");

    private final String button;
    private final String key;
    private final String drawn;

    Tool(String button, String key) {
      this(button, key, "");
    }

    Tool(String button, String key, String drawn) {
      this.button = button;
      this.key = key;
      this.drawn = drawn;
    }

    String button() {
      return button;
    }

    /** Empty if there is none. */
    String key() {
      return key;
    }

    /** The shapes that it draws, and the words beside them with # for each number. */
    String drawn() {
      return drawn;
    }

    boolean measures() {
      return !drawn.isEmpty();
    }
  }

  /** How a person uses a tool. */
  interface Hand {
    void choose(Tool tool);

    /** Presses a button of the toolbar or of its further tools. */
    void press(String button);

    /** Drags along some places; something is looked at before it ends. */
    void drag(List<Place> way, Runnable held);

    default void drag(Place from, Place to) {
      drag(List.of(from, to), () -> {});
    }

    /** Draws the second leg of an angle. */
    void drawsLeg(Place from, Place to);
  }

  /**
   * What is seen of a picture.
   *
   * @param drawn the shapes of what is drawn, and its words with # for numbers; empty for nothing
   * @param numbers those in the words
   * @param points how many are marked
   * @param over what lies over the picture, by its class
   * @param picture a number that is another one if any pixel is
   */
  record Seen(
      String window,
      String image,
      List<Double> edges,
      double length,
      boolean angle,
      int lines,
      String drawn,
      List<Double> numbers,
      int points,
      String over,
      long picture) {
    double width() {
      return edges.get(2) - edges.get(0);
    }

    double moved(Seen before, int edge) {
      return edges.get(edge) - before.edges.get(edge);
    }

    /** The tools by which the picture was changed since another moment, but for what is drawn. */
    Set<Tool> changed(Seen before) {
      Set<Tool> changed = since(before);
      changed.removeAll(EnumSet.of(Tool.LENGTH, Tool.ANGLE));
      return changed;
    }

    /** The tools whose effect is seen since another moment. */
    Set<Tool> since(Seen before) {
      Set<Tool> effects = EnumSet.noneOf(Tool.class);
      if (!window.equals(before.window)) {
        effects.add(Tool.WINDOW);
      }
      if (!image.equals(before.image)) {
        effects.add(Tool.SCROLL);
      }
      if (Math.abs(width() / before.width() - 1) > 0.01) {
        effects.add(Tool.ZOOM);
      } else if (Math.hypot(moved(before, 0), moved(before, 1)) > 1) {
        effects.add(Tool.PAN);
      }
      if (angle != before.angle) {
        effects.add(Tool.ANGLE);
      } else if (lines != before.lines) {
        effects.add(Tool.LENGTH);
      }
      return effects;
    }
  }

  private static final String SEEN =
      "async pane => {"
          + PointedAt.FUNCTIONS
          + """
        const frame = () => new Promise(requestAnimationFrame);
        const NUMBER = /-?\\d+(\\.\\d+)?/g;
        const SHAPES = ['line', 'polyline', 'path', 'polygon', 'rect', 'ellipse', 'circle'];
        const layer = pane => pane.querySelector('.pane__view svg.svg-layer');
        const texts = pane => [...layer(pane).querySelectorAll('tspan')].map(it => it.textContent);
        const shapes = pane => {
          const shown = SHAPES.flatMap(name => {
            const count = layer(pane).querySelectorAll(name + ':not(defs *)').length;
            return count > 0 ? [count + ' ' + name] : [];
          });
          return [...shown, ...texts(pane).map(it => it.replace(NUMBER, '#'))].join(', ');
        };
        const sum = pane => {
          const canvas = pane.querySelector('canvas');
          const { width, height } = canvas;
          const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          const pixels = new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer);
          return pixels.reduce((sum, it) => (Math.imul(sum, 31) + it) | 0, 0);
        };
        const at = document.querySelector(pane);
        for (let i = 0; i < 1800 && (i < 2 || !at.matches(SHOWN)); i++) await frame();
        const words = corner => at.querySelector('.overlay__' + corner).innerText;
        const drawn = [...at.querySelectorAll('svg text')].map(it => it.textContent).join(' ');
        return {
          window: /C -?\\d+ W \\d+/.exec(words('view'))?.[0] ?? '',
          image: /(Image|Slice) \\d+/.exec(words('image'))?.[0] ?? '',
          edges: edges(at),
          length: Number(/([\\d.]+)\\s*(mm|px)/.exec(drawn)?.[1] ?? 0),
          angle: drawn.includes('\\u00B0'),
          lines: at.querySelectorAll('svg line').length,
          drawn: shapes(at),
          numbers: texts(at).join(' ').match(NUMBER)?.map(Number) ?? [],
          points: at.querySelectorAll('.cross__point').length / 2,
          over: [...document.querySelectorAll(
            '.magnifyTool, .pane__loupe, .pane__cross, dialog[open], :popover-open')]
            .map(it => it.className).join(' '),
          picture: sum(at),
        };
      }
      """;

  /** The middle of the magnifier, and around it, against the picture that is under the pointer. */
  private static final String MAGNIFIED =
      """
      ([selector, x, y]) => {
        const pane = document.querySelector(selector);
        const large = pane.querySelector('.magnifyTool canvas');
        const image = [...pane.querySelectorAll('canvas')].find(it => it !== large);
        if (large === null) return false;
        const copyOf = canvas => {
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          return copy;
        };
        const [from, to] = [image, large].map(copyOf);
        const box = image.getBoundingClientRect();
        const scale = image.width / box.width;
        const grey = (copy, x, y) => copy.getImageData(Math.round(x), Math.round(y), 1, 1).data[0];
        const places = [-16, -8, 0, 8, 16];
        const pairs = places.flatMap(right => places.map(down => [
          grey(from, (x - box.left) * scale + right, (y - box.top) * scale + down),
          grey(to, large.width / 2 + 3 * right, large.height / 2 + 3 * down),
        ]));
        const mean = pairs.reduce((sum, [one, other]) => sum + Math.abs(one - other), 0) / pairs.length;
        return mean < 6 && new Set(pairs.map(it => it[1])).size > 4;
      }
      """;

  private static final String VALUE_AT =
      "([selector, x, y]) => {"
          + PointedAt.FUNCTIONS
          + """
            const pane = document.querySelector(selector);
            const { left, top } = pane.querySelector('.pane__view').getBoundingClientRect();
            const values = pixel(pane, x - left, y - top)?.values ?? [NaN];
            leave(pane);
            return values[0];
          }
          """;

  private static final int LOOP_STEPS = 24;
  static final int LOOP_ACROSS = 40;
  static final int LOOP_DOWN = 50;

  /** Tools are used so far around the middle of a pane, in CSS pixels. */
  private static final int AROUND = 100;

  /** How much wider than its pane an image may be, so that a region has pixels. */
  private static final int MOST_ENLARGED = 2;

  /** What a length is said to be, in mm. */
  static final int CALIBRATED = 100;

  private static final int LONGEST_MILLIS = 15_000;

  private final Page page;
  private final String pane;
  private final Hand hand;
  private final Map<Tool, Integer> uses = new EnumMap<>(Tool.class);
  private int magnified;

  /**
   * @param pane the selector of the pane that is used
   */
  ToolWalk(Page page, String pane, Hand hand) {
    this.page = page;
    this.pane = pane;
    this.hand = hand;
  }

  /** Tools in an order in which each of them directly follows every other once. */
  static List<Tool> orderOf(List<Tool> tools) {
    Map<Tool, Deque<Tool>> next = new EnumMap<>(Tool.class);
    for (Tool tool : tools) {
      next.put(tool, new ArrayDeque<>(tools.stream().filter(other -> other != tool).toList()));
    }
    Deque<Tool> way = new ArrayDeque<>(List.of(tools.getFirst()));
    List<Tool> order = new ArrayList<>();
    while (!way.isEmpty()) {
      Tool following = Objects.requireNonNull(next.get(way.getFirst())).poll();
      if (following == null) {
        order.add(way.pop());
      } else {
        way.push(following);
      }
    }
    return order.reversed();
  }

  Seen seen() {
    return seenOf(page, pane);
  }

  /**
   * The same; where too little of the image is left to work on, or a region would lie between the
   * middles of its pixels, all of it is shown again first.
   */
  Seen seenInTheMiddle() {
    Seen seen = seen();
    BoundingBox box = page.locator(pane + " .pane__view").boundingBox();
    List<Double> edges = seen.edges();
    boolean isThere =
        edges.get(0) < box.width / 2 - AROUND
            && edges.get(1) < box.height / 2 - AROUND
            && edges.get(2) > box.width / 2 + AROUND
            && edges.get(3) > box.height / 2 + AROUND
            && seen.width() < MOST_ENLARGED * box.width;
    if (!isThere) {
      page.keyboard().press("0");
    }
    return isThere ? seen : seen();
  }

  static Seen seenOf(Page page, String pane) {
    Map<?, ?> seen = (Map<?, ?>) page.evaluate(SEEN, pane);
    return new Seen(
        (String) value(seen, "window"),
        (String) value(seen, "image"),
        ViewerScenario.numbers(value(seen, "edges")),
        ((Number) value(seen, "length")).doubleValue(),
        (Boolean) value(seen, "angle"),
        ((Number) value(seen, "lines")).intValue(),
        (String) value(seen, "drawn"),
        ViewerScenario.numbers(value(seen, "numbers")),
        ((Number) value(seen, "points")).intValue(),
        (String) value(seen, "over"),
        ((Number) value(seen, "picture")).longValue());
  }

  private static Object value(Map<?, ?> seen, String key) {
    return Objects.requireNonNull(seen.get(key), key);
  }

  /** The way of a drag: there and back again in turn, so that no picture is lost. */
  List<Place> way(Tool tool, Seen before) {
    BoundingBox box = page.locator(pane + " .pane__view").boundingBox();
    // The events of a mouse have whole pixels only, and what is compared must be of the same place.
    double x = Math.floor(box.x + box.width / 2);
    double y = Math.floor(box.y + box.height / 2);
    if (tool.measures() && tool != Tool.LENGTH && tool != Tool.CALIBRATE) {
      return pointsOf(tool, x, y);
    }
    Place one = new Place(x - 30, y - 80);
    Place other = new Place(x + 15, y + 80);
    boolean isBack = uses.merge(tool, 1, Integer::sum) % 2 == 0;
    if (tool == Tool.SCROLL) {
      isBack = Integer.parseInt(before.image().replaceAll("\\D", "")) > 8;
    }
    if (tool == Tool.PAN) {
      // A picture that is at the edge of its pane already stays there.
      isBack = before.edges().get(1) + before.edges().get(3) > box.height;
    }
    return !isBack ? List.of(one, other) : List.of(other, one);
  }

  /** Where a tool that measures is used, around the middle of a pane. */
  private static List<Place> pointsOf(Tool tool, double x, double y) {
    return switch (tool) {
      case ANGLE ->
          List.of(new Place(x - 30, y - 80), new Place(x + 15, y + 40), new Place(x + 75, y + 20));
      case COBB ->
          List.of(
              new Place(x - 40, y - 60),
              new Place(x + 40, y - 40),
              new Place(x - 40, y + 50),
              new Place(x + 40, y + 40));
      case FREEHAND -> loop(x, y);
      default -> List.of(new Place(x - 10, y - 20), new Place(x + 20, y + 40));
    };
  }

  private static List<Place> loop(double x, double y) {
    List<Place> loop = new ArrayList<>();
    for (int step = 0; step <= LOOP_STEPS; step++) {
      double turn = 2 * Math.PI * step / LOOP_STEPS;
      loop.add(new Place(x + LOOP_ACROSS * Math.cos(turn), y + LOOP_DOWN * Math.sin(turn)));
    }
    return loop;
  }

  /** Uses a tool once, and waits for what it draws. */
  void use(Tool tool, List<Place> way) {
    hand.choose(tool == Tool.CALIBRATE ? Tool.LENGTH : tool);
    hand.drag(
        tool == Tool.FREEHAND ? way : way.subList(0, 2),
        tool == Tool.MAGNIFY ? () -> isMagnified(way.get(1)) : () -> {});
    switch (tool) {
      case SCROLL -> ViewerScenario.scrolls(page);
      case ANGLE -> hand.drawsLeg(way.get(1), way.get(2));
      case COBB -> {
        ViewerScenario.pauses(page, ViewerScenario.DOUBLE_CLICK_MILLIS);
        hand.drag(way.subList(2, 4), () -> {});
      }
      case ARROW -> answers("here");
      case CALIBRATE -> {
        waitsFor(Tool.LENGTH.drawn());
        hand.press(tool.button());
        answers(String.valueOf(CALIBRATED));
      }
      default -> {}
    }
    if (tool.measures()) {
      waitsFor(tool.drawn());
      // The library writes what is measured ten times a second.
      ViewerScenario.pauses(page, 130);
    }
  }

  private void answers(String words) {
    page.waitForSelector("dialog[open]");
    page.keyboard().type(words);
    page.keyboard().press("Enter");
    page.waitForCondition(() -> page.locator("dialog[open]").count() == 0);
  }

  private void waitsFor(String drawn) {
    try {
      page.waitForCondition(
          () -> seen().drawn().equals(drawn),
          new Page.WaitForConditionOptions().setTimeout(LONGEST_MILLIS));
    } catch (TimeoutError e) {
      // What is there instead is compared, and said with the tools before it.
    }
  }

  /** Waits until what is under a pointer is shown larger. */
  boolean isMagnified(Place at) {
    try {
      page.waitForFunction(
          MAGNIFIED,
          List.of(pane, at.x(), at.y()),
          new Page.WaitForFunctionOptions().setTimeout(LONGEST_MILLIS));
      magnified++;
      return true;
    } catch (TimeoutError e) {
      return false;
    }
  }

  /** How often the magnifier showed what it should. */
  int magnified() {
    return magnified;
  }

  /** The value that the pane says of a place. */
  double valueAt(Place at) {
    return ((Number) page.evaluate(VALUE_AT, List.of(pane, at.x(), at.y()))).doubleValue();
  }

  /** Removes what was measured, without a mouse or finger. */
  void clear(Tool tool) {
    if (tool == Tool.CALIBRATE) {
      presses("Calibrate");
      page.waitForSelector("dialog[open]");
      page.getByText("Use the image’s own scale").click();
      waitsFor(Tool.LENGTH.drawn());
    }
    presses("Clear measurements");
  }

  private void presses(String button) {
    page.evaluate(
        "name => [...document.querySelectorAll('.tool')]"
            + ".find(it => (it.ariaLabel ?? it.textContent) === name).click()",
        button);
  }
}

package org.sallyport.browser.scenarios.studies;

import com.microsoft.playwright.Page;
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
  /** A tool, named for its button. */
  enum Tool {
    WINDOW,
    SCROLL,
    PAN,
    ZOOM,
    LENGTH,
    ANGLE;

    String button() {
      return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    String key() {
      return name().substring(0, 1).toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How a person uses a tool. */
  interface Hand {
    void choose(Tool tool);

    /** Drags from one place to another. */
    void drag(Place from, Place to);

    /** Draws the second leg of an angle. */
    void drawsLeg(Place from, Place to);
  }

  /** What is seen of a picture. */
  record Seen(
      String window, String image, List<Double> edges, double length, boolean angle, int lines) {
    double width() {
      return edges.get(2) - edges.get(0);
    }

    double moved(Seen before, int edge) {
      return edges.get(edge) - before.edges.get(edge);
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
        const at = document.querySelector(pane);
        for (let i = 0; i < 120 && (i < 2 || !at.matches(SHOWN)); i++) await frame();
        const words = corner => at.querySelector('.overlay__' + corner).innerText;
        const drawn = [...at.querySelectorAll('svg text')].map(it => it.textContent).join(' ');
        return {
          window: /C -?\\d+ W \\d+/.exec(words('view'))?.[0] ?? '',
          image: /(Image|Slice) \\d+/.exec(words('image'))?.[0] ?? '',
          edges: edges(at),
          length: Number(/([\\d.]+)\\s*(mm|px)/.exec(drawn)?.[1] ?? 0),
          angle: drawn.includes('\\u00B0'),
          lines: at.querySelectorAll('svg line').length,
        };
      }
      """;

  private final Page page;
  private final String pane;
  private final Hand hand;
  private final Map<Tool, Integer> uses = new EnumMap<>(Tool.class);

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

  static Seen seenOf(Page page, String pane) {
    Map<?, ?> seen = (Map<?, ?>) page.evaluate(SEEN, pane);
    return new Seen(
        (String) value(seen, "window"),
        (String) value(seen, "image"),
        ViewerScenario.numbers(value(seen, "edges")),
        ((Number) value(seen, "length")).doubleValue(),
        (Boolean) value(seen, "angle"),
        ((Number) value(seen, "lines")).intValue());
  }

  private static Object value(Map<?, ?> seen, String key) {
    return Objects.requireNonNull(seen.get(key), key);
  }

  /** Tools in an order in which each of them follows two others. */
  static List<Tool> shortOrderOf(List<Tool> tools) {
    List<Tool> order = new ArrayList<>(tools);
    order.addAll(tools.reversed().subList(1, tools.size()));
    return order;
  }

  /** The way of a drag: there and back again in turn, so that no picture is lost. */
  List<Place> way(Tool tool, Seen before) {
    BoundingBox box = page.locator(pane + " .pane__view").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
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

  /** Uses a tool once. */
  void use(Tool tool, List<Place> way) {
    hand.choose(tool);
    hand.drag(way.get(0), way.get(1));
    if (tool == Tool.LENGTH) {
      // The library writes the length ten times a second.
      page.waitForTimeout(130);
    }
    if (tool == Tool.ANGLE) {
      Place end = new Place(way.get(1).x() + 60, way.get(1).y() - 20);
      hand.drawsLeg(way.get(1), end);
    }
  }

  /** Removes what was measured, without a mouse or finger. */
  void clear() {
    page.evaluate(
        "() => [...document.querySelectorAll('.tool')]"
            + ".find(it => it.ariaLabel === 'Clear measurements').click()");
  }
}

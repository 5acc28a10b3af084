package org.sallyport.browser.actions;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves through a page with the Tab key only, from the top until the focus order repeats. */
final class FocusOrder {
  private static final int MAX_STEPS = 120;

  private static final String TO_THE_TOP =
      """
      () => {
        scrollTo(0, 0);
        document.body.tabIndex = -1;
        document.body.focus();
        document.body.removeAttribute('tabindex');
      }
      """;

  /**
   * The focused element, and whether the focus is visible: its style must differ without focus. A
   * field for a date has several stops; leaving it in between would lead back to its first.
   */
  private static final String STEP =
      """
      () => {
        const at = document.activeElement;
        if (!at || at === document.body) return null;
        const chain = [];
        for (let it = at; it; it = it.parentElement) chain.push(it);
        const looks = () => chain.map(it => getComputedStyle(it))
          .map(it => [it.outlineStyle, it.outlineWidth, it.outlineColor, it.boxShadow].join()).join('|');
        const box = at.getBoundingClientRect();
        const hidden = chain.some(it => getComputedStyle(it).clipPath.startsWith('inset(50%'))
          || box.right <= 0 || box.bottom <= 0 || box.width * box.height < 4;
        const place = {name: at.outerHTML.slice(0, 120), left: box.left, right: box.right,
                top: box.top + scrollY, bottom: box.bottom + scrollY};
        if (window.walkedLast === at) return {...place, seen: true};
        window.walkedLast = at;
        const focused = looks();
        at.blur();
        const seen = !hidden && looks() !== focused;
        at.focus();
        return {...place, seen};
      }
      """;

  private FocusOrder() {}

  private record Stop(
      String name, boolean seen, double left, double right, double top, double bottom) {

    static Stop of(Map<?, ?> it) {
      return new Stop(
          String.valueOf(it.get("name")),
          Boolean.TRUE.equals(it.get("seen")),
          number(it, "left"),
          number(it, "right"),
          number(it, "top"),
          number(it, "bottom"));
    }

    private static double number(Map<?, ?> it, String key) {
      return it.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Reading order: downwards, or to the right; a column further right may start higher. */
    boolean comesBefore(Stop next) {
      boolean higher = next.bottom <= top + 1;
      boolean leftBeside = next.bottom > top + 1 && next.top < bottom - 1 && next.right <= left + 1;
      return !(higher && next.left < right) && !leftBeside;
    }
  }

  /** Faults of the focus order or the focus style; empty if there are none. */
  static List<String> faults(Page page) {
    page.evaluate(TO_THE_TOP);
    List<String> faults = new ArrayList<>();
    Stop last = null;
    for (int step = 0; step < MAX_STEPS; step++) {
      page.keyboard().press("Tab");
      if (!(page.evaluate(STEP) instanceof Map<?, ?> found)) {
        return faults;
      }
      Stop stop = Stop.of(found);
      if (!stop.seen()) {
        faults.add("the focus is not seen on " + stop.name());
      }
      if (!inOrder(last, stop)) {
        faults.add("out of order: " + stop.name());
      }
      last = stop;
    }
    faults.add("the walk does not end");
    return faults;
  }

  private static boolean inOrder(@Nullable Stop last, Stop next) {
    return last == null || last.name().contains("class=\"skip\"") || last.comesBefore(next);
  }
}

package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Fingers;
import org.sallyport.browser.actions.Fingers.Place;
import org.sallyport.browser.actions.Fingers.Way;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.browser.scenarios.studies.ToolWalk.Hand;
import org.sallyport.browser.scenarios.studies.ToolWalk.Seen;
import org.sallyport.browser.scenarios.studies.ToolWalk.Tool;

/** Each tool of the viewer after every other, by what the picture does. */
class ViewerToolsTest extends ViewerScenario {
  private static final List<Tool> ALL = List.of(Tool.values());
  private static final String PANE = ".pane";
  private static final String PLANE = ".plane[data-plane=axial]";
  private static final int COLUMNS = 256;

  private static final List<Tool> SOME = ToolWalk.shortOrderOf(ALL);
  private static final List<Tool> PAIRS = ToolWalk.orderOf(ALL);

  @Test
  void eachToolWorksAfterOthersByMouse() {
    Page page = opened(Width.DESK).page();
    walk(page, PANE, SOME, new MouseHand(page, true), () -> scrollsByWheel(page));
  }

  @Test
  void eachToolWorksAfterOthersByTouch() {
    Page page = opened(Width.PHONE).page();
    FingerHand hand = new FingerHand(page);
    walk(page, PANE, SOME, hand, () -> pinches(page, hand.fingers));
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherByMouse() {
    Page page = opened(Width.DESK).page();
    walk(page, PANE, PAIRS, new MouseHand(page, true), () -> scrollsByWheel(page));
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherByKey() {
    Page page = opened(Width.DESK).page();
    walk(page, PANE, PAIRS, new MouseHand(page, false), () -> zoomsByRightButton(page));
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherByTouch() {
    Page page = opened(Width.PHONE).page();
    FingerHand hand = new FingerHand(page);
    walk(page, PANE, PAIRS, hand, () -> pinches(page, hand.fingers));
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherInReconstructions() {
    Window window = reconstructed(Width.DESK);
    Page page = window.page();
    List<Tool> order = ToolWalk.orderOf(List.of(Tool.WINDOW, Tool.SCROLL, Tool.PAN, Tool.ZOOM));
    walk(page, PLANE, order, new MouseHand(page, false), () -> {});
  }

  private Window reconstructed(Width width) {
    Caller caller = reader(width);
    Stored study =
        samples.shareSeries(caller.person(), List.of(ExpectedPlanes.all().getLast().files()));
    caller.window().open(study.page(1));
    settles(caller.window());
    caller.window().use("Reconstructions");
    caller.window().page().waitForSelector(PLANE_SHOWN);
    return caller.window();
  }

  @Test
  void anAngleWithOneLegDoesNotKeepTheMouse() {
    Page page = opened(Width.DESK).page();
    ToolWalk walk = new ToolWalk(page, PANE, new MouseHand(page, false));
    page.keyboard().press("a");
    List<Place> way = walk.way(Tool.ANGLE, walk.seen());
    new MouseHand(page, false).drag(way.get(0), way.get(1));
    page.keyboard().press("z");
    Seen before = walk.seen();
    assertThat(before.lines()).as("lines of the angle").isZero();
    new MouseHand(page, false).drag(way.get(0), way.get(1));
    assertThat(walk.seen().since(before)).containsExactly(Tool.ZOOM);
  }

  @Test
  void imagesThatWerePressedLeaveKeysToTheBrowser() {
    Page page = opened(Width.DESK).page();
    ToolWalk walk = new ToolWalk(page, PANE, new MouseHand(page, true));
    List<Place> way = walk.way(Tool.ZOOM, walk.seen());
    walk.use(Tool.ZOOM, way);
    page.keyboard().down("q");
    Seen before = walk.seen();
    walk.use(Tool.ZOOM, walk.way(Tool.ZOOM, before));
    assertThat(walk.seen().since(before)).as("while a key is down").containsExactly(Tool.ZOOM);
    page.keyboard().up("q");
    page.keyboard().press("Shift+Tab");
    assertThat(page.evaluate("document.activeElement.closest('.pane__view')")).isNull();
  }

  @Test
  void invertedGreysStayAsTheyAreWhenReset() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(),
            List.of("pydicom/MR_small.dcm", "pydicom/MR_small.dcm"),
            Map.of("PhotometricInterpretation", "MONOCHROME1"));
    Page page = caller.window().page();
    caller.window().open(study.page(1));
    settles(caller.window());
    double own = drawnAt(page, 32, 32, 64, 64).getFirst();
    page.keyboard().press("i");
    assertThat(greyAt(page)).as("inverted once").isCloseTo(255 - own, Offset.offset(2.0));
    page.keyboard().press("0");
    assertThat(greyAt(page)).as("reset").isCloseTo(own, Offset.offset(2.0));
    page.keyboard().press("i");
    page.keyboard().press("1");
    assertThat(greyAt(page)).as("another window").isCloseTo(255 - own, Offset.offset(2.0));
    page.keyboard().press("ArrowRight");
    page.locator(".pane .overlay__image").getByText("2 MR_small.dcm").waitFor();
    page.waitForSelector(SHOWN);
    assertThat(greyAt(page)).as("another series").isCloseTo(own, Offset.offset(2.0));
  }

  private static double greyAt(Page page) {
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return drawnAt(page, 32, 32, 64, 64).getFirst();
  }

  private static void walk(Page page, String pane, List<Tool> order, Hand hand, Runnable after) {
    ToolWalk walk = new ToolWalk(page, pane, hand);
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < order.size(); i++) {
      Tool tool = order.get(i);
      String as = (i == 0 ? "first" : order.get(i - 1)) + ", then " + tool;
      Seen before = walk.seen();
      List<Place> way = walk.way(tool, before);
      walk.use(tool, way);
      Seen seen = walk.seen();
      softly.assertThat(seen.since(before)).as(as).isEqualTo(Set.of(tool));
      hasSize(tool, way, before, seen, softly, as);
      walk.clear();
      after.run();
    }
    softly.assertAll();
  }

  /** How far the image moved, and how long a line is, to the pixel. */
  private static void hasSize(
      Tool tool, List<Place> way, Seen before, Seen seen, SoftAssertions softly, String as) {
    double right = way.get(1).x() - way.get(0).x();
    double down = way.get(1).y() - way.get(0).y();
    if (tool == Tool.PAN) {
      softly.assertThat(seen.moved(before, 0)).as(as).isBetween(right - 1, right + 1);
      softly.assertThat(seen.moved(before, 1)).as(as).isBetween(down - 1, down + 1);
    }
    if (tool == Tool.LENGTH) {
      double expected = Math.hypot(right, down) / seen.width() * COLUMNS;
      softly.assertThat(seen.length()).as(as).isBetween(expected * 0.97, expected * 1.03);
    }
  }

  private static void scrollsByWheel(Page page) {
    Seen before = ToolWalk.seenOf(page, PANE);
    page.mouse().wheel(0, before.image().endsWith(" 16") ? -100 : 100);
    assertThat(ToolWalk.seenOf(page, PANE).since(before)).isEqualTo(EnumSet.of(Tool.SCROLL));
  }

  private static void zoomsByRightButton(Page page) {
    Seen before = ToolWalk.seenOf(page, PANE);
    page.mouse().down(new Mouse.DownOptions().setButton(MouseButton.RIGHT));
    BoundingBox box = page.locator(PANE).boundingBox();
    double away = before.width() > box.height ? -20 : 20;
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2 + away);
    page.mouse().up(new Mouse.UpOptions().setButton(MouseButton.RIGHT));
    assertThat(ToolWalk.seenOf(page, PANE).since(before)).contains(Tool.ZOOM);
  }

  private static void pinches(Page page, Fingers fingers) {
    Seen before = ToolWalk.seenOf(page, PANE);
    BoundingBox box = page.locator(PANE + " .pane__view").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    boolean isLarge = before.width() > box.width * 1.5;
    double from = isLarge ? 80 : 50;
    double to = isLarge ? 50 : 80;
    fingers.draw(
        new Way(new Place(x, y - from), new Place(x, y - to)),
        new Way(new Place(x, y + from), new Place(x, y + to)));
    Seen seen = ToolWalk.seenOf(page, PANE);
    assertThat(seen.since(before)).isEqualTo(EnumSet.of(Tool.ZOOM));
    assertThat(seen.width() / before.width()).isBetween(to / from * 0.98, to / from * 1.02);
  }

  /** A mouse that presses buttons, or a hand on the keys and another on the mouse. */
  private static final class MouseHand implements Hand {
    private final Page page;
    private final boolean presses;
    private final Map<Tool, Place> buttons = new EnumMap<>(Tool.class);

    MouseHand(Page page, boolean presses) {
      this.page = page;
      this.presses = presses;
      ALL.forEach(tool -> buttons.put(tool, placeOf(button(page, tool))));
    }

    @Override
    public void choose(Tool tool) {
      if (presses) {
        Place button = Objects.requireNonNull(buttons.get(tool));
        page.mouse().click(button.x(), button.y());
      } else {
        page.keyboard().press(tool.key());
      }
    }

    @Override
    public void drag(Place from, Place to) {
      page.mouse().move(from.x(), from.y());
      page.mouse().down();
      page.mouse().move(to.x(), to.y(), new Mouse.MoveOptions().setSteps(4));
      page.mouse().up();
    }

    @Override
    public void drawsLeg(Place from, Place to) {
      page.mouse().move(to.x(), to.y(), new Mouse.MoveOptions().setSteps(2));
      page.mouse().down();
      page.mouse().up();
      // What follows sooner is half of a double click.
      page.waitForTimeout(DOUBLE_CLICK_MILLIS);
    }
  }

  /** Fingers only. */
  private static final class FingerHand implements Hand {
    final Fingers fingers;
    private final Page page;

    FingerHand(Page page) {
      this.page = page;
      fingers = new Fingers(page);
    }

    @Override
    public void choose(Tool tool) {
      if (!button(page, tool).isVisible()) {
        fingers.tap(placeOf(page.locator(".tool--more")));
      }
      fingers.tap(placeOf(button(page, tool)));
      page.waitForSelector(
          ".tool[aria-pressed=true]:text-is('" + tool.button() + "')",
          new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    }

    @Override
    public void drag(Place from, Place to) {
      fingers.draw(new Way(from, to));
    }

    @Override
    public void drawsLeg(Place from, Place to) {
      fingers.draw(new Way(from, to));
    }
  }

  private static Locator button(Page page, Tool tool) {
    return page.locator(
            ".tool",
            new Page.LocatorOptions().setHasText(Pattern.compile("^" + tool.button() + "$")))
        .and(page.locator("[aria-pressed]"));
  }

  private static Place placeOf(Locator button) {
    BoundingBox box = button.boundingBox();
    return new Place(box.x + box.width / 2, box.y + box.height / 2);
  }
}

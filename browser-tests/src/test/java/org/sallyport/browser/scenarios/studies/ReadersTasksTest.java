package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Fingers.Place;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.pages.SharingSpots;
import org.springframework.beans.factory.annotation.Autowired;

/** What readers come for, with the studies of the demo, from a desk to a phone. */
@Tag("long")
class ReadersTasksTest extends ViewerScenario {
  private static final String LINES = ".pane svg text tspan";

  @Autowired private DemoStudies demo;

  @TempDir Path workshop;

  private @Nullable Caller reader;

  private Caller reader() {
    return Objects.requireNonNull(reader);
  }

  private Window window() {
    return reader().window();
  }

  private Page page() {
    return window().page();
  }

  /** Opens the first of some studies, all of which the reader may see. */
  private void opens(Width width, String... keys) {
    Caller caller = reader(width);
    reader = caller;
    demo.share(caller.person(), workshop, List.of(keys));
    window().open(DemoStudies.page(keys[0]));
    settles(window());
  }

  private Locator pane(int number) {
    return page().locator(".pane").nth(number - 1);
  }

  private void shows(int pane, String words) {
    pane(pane).locator(".overlay__image").getByText(words).first().waitFor();
    pane(pane).and(page().locator(SHOWN)).waitFor();
  }

  /** Opens a series of the list in a pane. */
  private void opensSeries(int pane, int series) {
    pane(pane).focus();
    page().locator(".strip__series").nth(series - 1).click();
  }

  /** Where a place of an image that fits its pane is on the screen. */
  private Place at(int pane, int side, double column, double row) {
    BoundingBox box = pane(pane).locator(".pane__view").boundingBox();
    double scale = Math.min(box.width, box.height) / side;
    return new Place(
        box.x + box.width / 2 + (column - side / 2.0) * scale,
        box.y + box.height / 2 + (row - side / 2.0) * scale);
  }

  private void draws(String tool, Place... way) {
    Locator button = page().locator(".tool[aria-pressed]:text-is('" + tool + "')");
    if (!button.isVisible()) {
      page().locator(".tool--more").click();
    }
    button.click();
    page().mouse().move(way[0].x(), way[0].y());
    page().mouse().down();
    page().mouse().move(way[1].x(), way[1].y());
    page().mouse().up();
    pauses(page(), DOUBLE_CLICK_MILLIS);
  }

  /** The number that is written beside the last measurement. */
  private double measured() {
    page().locator(LINES).first().waitFor();
    String words =
        page().locator(LINES).allTextContents().stream()
            .filter(it -> it.matches("[0-9].*"))
            .toList()
            .getLast();
    return Double.parseDouble(words.replaceAll("^([0-9.]+).*", "$1"));
  }

  private double length(int pane, int side, double fromColumn, double row, double toColumn) {
    int before = page().locator(LINES).count();
    draws("Length", at(pane, side, fromColumn, row), at(pane, side, toColumn, row));
    page().waitForCondition(() -> page().locator(LINES).count() > before);
    return measured();
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void aChestFilmIsComparedAndItsHeartMeasured(Width width) {
    opens(width, "cr-chest", "cr-chest-before");
    shows(1, "PA");
    double heart = length(1, 440, 175, 282.5, 330);
    double chest = length(1, 440, 48.75, 220, 391.25);
    assertThat(heart / chest).as("the ratio of heart and thorax").isCloseTo(0.45, near(0.01));
    window().use("Earlier study");
    page().waitForCondition(() -> page().locator(".pane").count() >= 2);
    pane(2).getByText("22 Mar 2026").first().waitFor();
  }

  private static Offset<Double> near(double most) {
    return Offset.offset(most);
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void aNoduleIsMeasuredAndComparedWithHalfAYearAgo(Width width) {
    opens(width, "ct-nodule", "ct-nodule-before");
    shows(1, "Key image 1 of 3");
    assertThat(length(1, 288, 209.6 - 7.02, 131.2, 209.6 + 7.02)).isCloseTo(17.5, near(0.9));
    window().use("Earlier study");
    shows(2, "Image 1 of 80");
    pane(2).focus();
    for (int i = 0; i < 6; i++) {
      page().keyboard().press("PageDown");
    }
    shows(2, "Image 61 of 80");
    assertThat(length(2, 288, 209.6 - 3.67, 131.2, 209.6 + 3.67)).isCloseTo(9.2, near(0.9));
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void aPointOfAnMrIsFoundInTheOtherPlane(Width width) {
    opens(width, "mr-head-planes");
    shows(1, "T2 axial");
    if (page().locator(".pane").count() == 1) {
      window().use("Compare");
      opensSeries(2, 2);
    }
    shows(2, "T1 sagittal");
    pane(1).focus();
    pane(2).locator(".cross__line").first().waitFor(attached());
    for (int i = 0; i < 4; i++) {
      page().keyboard().press("PageDown");
    }
    for (int i = 0; i < 5; i++) {
      page().keyboard().press("ArrowDown");
    }
    shows(1, "Image 46 of 64");
    window().use("Find point");
    Place lesion = at(1, 256, 166, 154);
    page().mouse().click(lesion.x(), lesion.y());
    shows(2, "Image 18 of 64");
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void mammogramsStandWithTheirChestWallsTogetherAndAboveTheEarlierOnes(Width width) {
    opens(width, "mg-screening", "mg-screening-before");
    shows(1, "R CC");
    if (width == Width.DESK) {
      shows(2, "L CC");
      shows(3, "R MLO");
      shows(4, "L MLO");
    } else {
      pane(1).focus();
      page().keyboard().press("ArrowDown");
      shows(1, "L CC");
    }
    window().use("Earlier study");
    page().waitForCondition(() -> page().locator(".pane").count() >= 2);
    page()
        .waitForCondition(
            () ->
                page().locator(".overlay__image").allInnerTexts().stream()
                        .filter(it -> it.contains("L CC"))
                        .count()
                    == 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void aLoopOfTheHeartPlaysAndIsStepped(Width width) {
    opens(width, "us-echo");
    page().waitForSelector(SHOWN);
    // It plays by itself.
    window().button("Pause").first().waitFor();
    String first = pane(1).locator(".overlay__image").innerText();
    page().waitForCondition(() -> !pane(1).locator(".overlay__image").innerText().equals(first));
    window().button("Pause").first().click();
    page().waitForCondition(() -> window().button("Pause").count() == 0);
    String paused = pane(1).locator(".overlay__image").innerText();
    pane(1).focus();
    page().keyboard().press("ArrowDown");
    page().waitForCondition(() -> !pane(1).locator(".overlay__image").innerText().equals(paused));
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void theAngleOfAFractureIsMeasured(Width width) {
    opens(width, "dx-forearm");
    int lateral = width == Width.DESK ? 2 : 1;
    if (width != Width.DESK) {
      pane(1).focus();
      page().keyboard().press("ArrowDown");
    }
    shows(lateral, "LL");
    double down = (100 - 38) * Math.tan(Math.toRadians(22)) / 0.8;
    Place shaft = at(lateral, 440, 220, 220 + 100 / 0.8);
    Place vertex = at(lateral, 440, 220, 220 - 38 / 0.8);
    Place hand = at(lateral, 440, 220 + down, 220 - 100 / 0.8);
    draws("Angle", shaft, vertex);
    page().mouse().move(hand.x(), hand.y(), new Mouse.MoveOptions().setSteps(2));
    page().mouse().down();
    page().mouse().up();
    pauses(page(), DOUBLE_CLICK_MILLIS);
    assertThat(180 - measured()).as("degrees").isCloseTo(22, near(1.5));
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void keyImagesComeFirst(Width width) {
    opens(width, "ct-nodule");
    shows(1, "Key image 1 of 3");
    page().getByText("The nodule in the left upper lobe at its largest").first().waitFor();
    pane(1).focus();
    page().keyboard().press("ArrowDown");
    shows(1, "Key image 2 of 3");
    shows(1, "Image 63 of 80");
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void whatARadiologistDrewIsShownAndPutAway(Width width) {
    opens(width, "ct-nodule");
    shows(1, "Key image 1 of 3");
    Locator drawn = pane(1).locator("svg").getByText("Nodule, 18 mm");
    Locator choice = pane(1).locator(".saved__choice");
    choice.waitFor();
    choice.selectOption(new SelectOption().setIndex(1));
    drawn.first().waitFor();
    choice.selectOption("As acquired");
    page().waitForCondition(() -> drawn.count() == 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void aLetterIsReadBesideTheImages(Width width) {
    opens(width, "ct-nodule-before");
    shows(1, "Image 1 of 80");
    window().use("Compare");
    opensSeries(2, 2);
    // A browser without a viewer of its own gets a button.
    Locator shown = pane(2).locator("iframe[src$='/document/view']");
    shown.or(pane(2).getByText("Open the document")).first().waitFor();
    shows(1, "Image 1 of 80");
  }

  @ParameterizedTest
  @EnumSource(names = {"DESK", "TABLET", "PHONE"})
  void aMeasurementIsSentAlongWithAShare(Width width) {
    opens(width, "dx-forearm");
    length(1, 440, 150, 300, 250);
    page().waitForCondition(() -> saved() == 1);
    rows.update(
        "update share set may_share_on = true where account_id = ?",
        reader().person().id().value());
    Caller receiver = reader(width);
    window().open("/studies/share?study=" + DemoStudies.uid("dx-forearm"));
    window().tick("Send my measurements along (1)");
    SharingSpots.shares(window(), receiver.person().username());
    String by = people.nameOf(reader().person());
    receiver.window().open(DemoStudies.page("dx-forearm"));
    settles(receiver.window());
    receiver.window().page().locator(LINES).getByText("Measured by " + by).first().waitFor();
  }

  private int saved() {
    return ((Number)
            page()
                .evaluate(
                    "path => fetch(path).then(it => it.json()).then(it => it.length)",
                    "/studies/" + DemoStudies.uid("dx-forearm") + "/marks"))
        .intValue();
  }
}

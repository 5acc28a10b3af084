package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** Mammograms in the image viewer. */
class MammographyTest extends ViewerScenario {
  @Test
  void aMammogramBearsItsSideItsMarksAndItsWindows() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(),
            List.of("pydicom/dicomdirtests/77654033/CR1/6154"),
            Map.of(
                "Modality", "MG",
                "PatientOrientation", "P\\F",
                "ImageLaterality", "R",
                "ViewPosition", "MLO",
                "WindowCenter", "1900\\2000",
                "WindowWidth", "400\\800",
                "WindowCenterWidthExplanation", "NORMAL\\HARDER"));
    Window window = caller.window();
    Page page = window.page();
    window.open(study.page(1));
    shows(window, "Image 1 of 1");
    shows(window, "R MLO");
    assertThat(page.locator(".overlay__mark").allInnerTexts()).containsExactly("H", "P", "F", "A");
    window.button("Rotate").click();
    assertThat(page.locator(".overlay__mark").allInnerTexts()).containsExactly("A", "H", "P", "F");
    assertThat(page.locator(".overlay__view").innerText()).contains("C 1900 W 400");
    Locator presets = page.getByLabel("Window preset");
    assertThat(presets.locator("option").allInnerTexts()).containsExactly("As sent", "HARDER");
    presets.selectOption("HARDER");
    assertThat(page.locator(".overlay__view").innerText()).contains("C 2000 W 800");
  }
}

package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;

/** Selections of key images, shown as the stack of their images. */
class KeyImagesTest extends ViewerScenario {
  private static final String LOOP = "dicomweb-client/US-PAL-8-10x-echo.dcm";
  private static final String REFERRER = "113002 For Referring Provider";
  private static final String REJECTED = "113001 Rejected for Quality Reasons";
  private static final String KEY = "Key image %d of 4: For Referring Provider";

  @TempDir Path folder;
  private Caller caller;
  private Window window;
  private Page page;
  private Stored study;
  private TestStudy foreign;

  @BeforeEach
  void open() {
    caller = reader(Width.DESK);
    window = caller.window();
    page = window.page();
    List<String> phantom = MadeObjects.phantom(folder, "thick", 16);
    study = samples.shareSeries(caller.person(), List.of(phantom, List.of(LOOP)));
    foreign = new TestStudy().with("PatientID", "LM-999999").with("PatientName", "Someone^Else");
    TestArchive.store(foreign);
  }

  private String reference(Stored of, int series, int object) {
    return of.uid() + "/" + of.series(series) + "/" + of.series(series) + "." + object;
  }

  private String foreignReference() {
    return foreign.uid() + "/" + foreign.seriesUid(1) + "/" + foreign.instanceUid(1, 1);
  }

  private void select(int series, String time, String title, String text, String... references) {
    samples.add(
        MadeObjects.selection(folder, study.uid(), series, time, title, text, List.of(references)));
  }

  /** Four images of two series and another study, a foreign one, and two other selections. */
  private void selectMany() {
    Stored prior = samples.share(caller.person(), List.of("pydicom/CT_small.dcm"));
    select(
        9,
        "140000",
        REFERRER,
        "The nodule has grown.",
        reference(study, 1, 5),
        reference(prior, 1, 1),
        foreignReference(),
        reference(study, 2, 1) + "/3,7");
    select(10, "120000", "113004 For Teaching", "", reference(study, 1, 1));
    select(11, "160000", REJECTED, "", reference(study, 1, 2));
  }

  private String view() {
    return page.locator(".pane.is-active .overlay__view").innerText();
  }

  private Locator listed(int position) {
    return page.locator(".strip__series").nth(position - 1);
  }

  private String said() {
    return page.locator(".pane.is-active .objects__words").innerText();
  }

  @Test
  void theNewestSelectionOpensFirstAsAStackOfItsImages() {
    selectMany();
    window.open("/studies/" + study.uid() + "/view");
    shows(window, KEY.formatted(1));
    assertThat(page.locator(".overlay__image").innerText())
        .contains("1 Stack of 16", "Image 5 of 16");
    assertThat(said())
        .contains(
            "For Referring Provider",
            "The nodule has grown.",
            "1 of 5 images is not there, or you may not see it.");
    listed(3).getByText("Key images: 5").waitFor();
    listed(4).getByText("Key images: 1").waitFor();
    listed(5).getByText("Rejected for Quality Reasons: 1").waitFor();
    page.keyboard().press("3");
    page.waitForCondition(() -> view().contains("C -600 W 1500"));
    page.keyboard().press("ArrowDown");
    shows(window, KEY.formatted(2));
    assertThat(page.locator(".overlay__image").innerText()).contains("Image 1 of 1");
    assertThat(view()).doesNotContain("C -600 W 1500");
    page.keyboard().press("ArrowUp");
    shows(window, KEY.formatted(1));
    assertThat(view()).contains("C 220 W 440");
    window.use("Reconstructions");
    page.getByText("A selection of images is not reconstructed.").waitFor();
    page.keyboard().press("Escape");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    shows(window, "Image 3 of 10");
    page.waitForURL(
        Pattern.compile(".*\\?series=" + study.series(9) + "&object=.*\\.9\\.1&frame=3"));
    window.reload();
    shows(window, KEY.formatted(3));
    shows(window, "Image 3 of 10");
    page.locator(".pane").focus();
    page.keyboard().press("ArrowLeft");
    shows(window, "Image 1 of 10");
    page.keyboard().press("ArrowRight");
    shows(window, KEY.formatted(1));
    listed(5).click();
    shows(window, "Selected image 1 of 1: Rejected for Quality Reasons");
  }

  @Test
  void aMeasurementIsOnTheImageInItsSeriesTooAndPanesFollow() {
    selectMany();
    window.open("/studies/" + study.uid() + "/view");
    shows(window, KEY.formatted(1));
    window.use("Length");
    BoundingBox box = page.locator(".pane__view").boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x + box.width / 2 + 60, box.y + box.height / 2);
    page.mouse().up();
    Locator lengths = page.locator(".pane.is-active svg text").getByText("mm");
    lengths.first().waitFor();
    window.use("Compare");
    listed(1).click();
    shows(window, "Image 1 of 16");
    page.locator(".pane").first().focus();
    window.use("Link");
    page.locator(".pane").nth(1).getByText("Image 5 of 16").waitFor();
    page.locator(".pane").nth(1).locator("svg text").getByText("mm").first().waitFor();
    page.locator(".pane").nth(1).focus();
    page.keyboard().press("ArrowDown");
    shows(window, "Image 6 of 16");
    page.locator(".pane").first().getByText(KEY.formatted(1)).waitFor();
    page.locator(".pane").first().focus();
    page.keyboard().press("Space");
    page.locator(".pane").first().getByText(KEY.formatted(3)).waitFor();
  }

  @Test
  void aSelectionThatNamesAForeignStudyLeadsToNothing() {
    select(9, "140000", REFERRER, "", foreignReference());
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    window.open("/studies/" + study.uid() + "/view");
    shows(window, "Image 1 of 16");
    listed(3).click();
    page.locator(".trouble__words")
        .getByText("The images of this selection are not there, or you may not see them.")
        .waitFor();
    assertThat(page.locator(SHOWN).count()).isZero();
    assertThat(asked)
        .anyMatch(url -> url.contains(study.series(9)))
        .noneMatch(url -> url.contains(foreign.uid().value()));
  }
}

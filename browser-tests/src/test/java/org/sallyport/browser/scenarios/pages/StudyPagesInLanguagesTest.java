package org.sallyport.browser.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.platform.messages.Language;

/**
 * The pages of studies, reports and shares in other languages: readers are led to them in English,
 * then the language of their accounts and browsers changes.
 */
class StudyPagesInLanguagesTest extends Scenario {
  private static final int OK = 200;

  static Stream<Spot> spots() {
    return EveryPage.wanted(
        Stream.of(StudySpots.ALL, ReportSpots.ALL, SharingSpots.ALL, AccessSpots.ALL));
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"ARABIC"})
  void fitFromRightToLeft(Language language) {
    fit(language);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"ENGLISH", "ARABIC", "LENGTHENED", "MIRRORED"},
      mode = EnumSource.Mode.EXCLUDE)
  void fitInEveryLanguage(Language language) {
    fit(language);
  }

  private void fit(Language language) {
    List<String> faults = new ArrayList<>();
    spots().forEach(spot -> look(spot, language, faults));
    assertThat(faults).isEmpty();
  }

  private void look(Spot spot, Language language, List<String> faults) {
    Window window = led(spot, language);
    if (window == null) {
      return;
    }
    if (!window.language().equals(language.tag() + " " + language.direction())) {
      faults.add(spot + " says it is " + window.language());
    }
    for (Width width : List.of(Width.NARROW, Width.PHONE, Width.DESK)) {
      window.resize(width);
      if (window.scrollsSideways()) {
        faults.add(spot + " at " + width + ": " + window.beyondTheEdge());
      }
    }
    String folder = System.getProperty("pictures");
    if (folder != null) {
      pictures(window, Path.of(folder), language.tag() + "-" + spot.name().replace(' ', '-'));
    }
    window.close();
    windows().remove(window);
  }

  /** The page in the language; null if it was the answer to a form, which cannot be had again. */
  private @Nullable Window led(Spot spot, Language language) {
    PageGuide guide = new PageGuide(this, Width.PHONE);
    if (!(spot.way().lead(guide) instanceof TextWindow text)) {
      return null;
    }
    HttpResponse<String> response = text.response();
    if (!response.request().method().equals("GET") || response.statusCode() != OK) {
      return null;
    }
    Window window = window(Width.PHONE);
    window.store(text.cookies());
    Cookie chosen = new Cookie("__Host-language", language.tag());
    chosen.setPath("/");
    chosen.setSecure(true);
    chosen.setMaxAge(-1);
    window.store(chosen);
    rows.update("update account set language = ?", language.tag());
    URI address = response.uri();
    String query = address.getRawQuery();
    window.open(query == null ? address.getRawPath() : address.getRawPath() + "?" + query);
    rows.update("update account set language = null");
    return window;
  }

  private static void pictures(Window window, Path folder, String name) {
    for (Width width : List.of(Width.PHONE, Width.DESK)) {
      window.resize(width);
      window.picture(folder.resolve(name + "-" + width.pixels() + ".png"));
    }
  }
}

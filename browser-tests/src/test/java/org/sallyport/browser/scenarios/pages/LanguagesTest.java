package org.sallyport.browser.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.pages.SamplePages;
import org.sallyport.platform.messages.Language;

/** Every sample page in other languages: none runs over the edge, each says what language it is. */
class LanguagesTest extends Scenario {
  /** Of each so many pages, one is examined for barriers, which takes as long as all else. */
  private static final int EXAMINED = 12;

  /** Longer than any of the translations, and mirrored. */
  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"LENGTHENED", "MIRRORED"})
  void longTextsFitFromBothSides(Language language) {
    fit(language);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"LENGTHENED", "MIRRORED"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyLanguageFits(Language language) {
    fit(language);
  }

  private void fit(Language language) {
    Window window = window(Width.NARROW);
    window.open("/accessibility");
    List<String> faults = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, String> page : SamplePages.in(language).entrySet()) {
      window.shows(page.getValue());
      if (!said(language).equals(window.language())) {
        faults.add(page.getKey() + " says it is " + window.language());
      }
      for (Width width : List.of(Width.NARROW, Width.PHONE, Width.TABLET, Width.DESK)) {
        window.resize(width);
        if (window.scrollsSideways()) {
          faults.add(page.getKey() + " at " + width + ": " + window.beyondTheEdge());
        }
      }
      number++;
      if (number % EXAMINED == 0) {
        window.barriers().forEach(it -> faults.add(page.getKey() + ": " + it));
      }
    }
    assertThat(faults).isEmpty();
  }

  private static String said(Language language) {
    return language.tag() + " " + language.direction();
  }

  /** For review: {@code -Dpictures=DIR}, and {@code -Dspots} for some of the pages. */
  @ParameterizedTest
  @EnumSource(Language.class)
  @EnabledIfSystemProperty(named = "pictures", matches = ".+")
  void savesScreenshots(Language language) {
    Window window = window(Width.DESK);
    window.open("/accessibility");
    SamplePages.in(language)
        .forEach(
            (name, html) -> {
              if (name.matches(System.getProperty("spots", ".*"))) {
                window.shows(html);
                pictures(window, language.tag() + "-" + name, language.rightToLeft());
              }
            });
  }

  private static void pictures(Window window, String name, boolean darkToo) {
    for (Width width : List.of(Width.PHONE, Width.DESK)) {
      window.resize(width);
      window.lit(ColorScheme.LIGHT);
      picture(window, name + "-" + width.pixels());
      if (darkToo) {
        window.lit(ColorScheme.DARK);
        picture(window, name + "-" + width.pixels() + "-dark");
      }
    }
  }

  private static void picture(Window window, String name) {
    window.picture(Path.of(System.getProperty("pictures"), name + ".png"));
  }
}

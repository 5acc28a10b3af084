package org.sallyport.browser.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;

/**
 * Every page of the product, dark on a phone and light on a desktop: there only its colours, unless
 * every width is wanted. Each subclass has some of the pages, so that several browsers look at them
 * at once.
 */
abstract class EveryPage extends Scenario {
  /** These pages, or those whose name matches: -Dspots="share.*". */
  static Stream<Spot> wanted(Stream<List<Spot>> spots) {
    String wanted = System.getProperty("spots", ".*");
    return spots.flatMap(List::stream).filter(spot -> spot.name().matches(wanted));
  }

  /** The server sends the same page for every width, so one visit is enough. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("spots")
  void isAccessible(Spot spot) {
    Window window = shown(spot, Width.PHONE);
    hasNoBarrier(window, "dark on a phone");
    fits(window, Width.PHONE);
    fits(window, Width.ZOOMED);
    window.resize(Width.DESK);
    window.lit(ColorScheme.LIGHT);
    assertThat(window.barriersOfColours()).as("light on a desk").isEmpty();
    if (AtEachWidth.Widths.areAll()) {
      hasNoBarrier(window, "light on a desk");
    }
    assertThat(window.headings()).as("headings of the page").isEqualTo(1);
    window.lengthensAddresses();
    fits(window, Width.NARROW);
  }

  private Window shown(Spot spot, Width width) {
    PageGuide guide = new PageGuide(this, width);
    return guide.shown(spot.way().lead(guide));
  }

  private static void hasNoBarrier(Window window, String as) {
    assertThat(window.barriers()).as(as).isEmpty();
    assertThat(window.faultsOfFocus()).as(as).isEmpty();
  }

  private static void fits(Window window, Width width) {
    window.resize(width);
    assertThat(window.scrollsSideways())
        .as(() -> width + " scrolls sideways: " + window.beyondTheEdge())
        .isFalse();
  }

  /** Writes screenshots for review: -Dpictures=DIR. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("spots")
  @EnabledIfSystemProperty(named = "pictures", matches = ".+")
  void savesScreenshots(Spot spot) {
    Window window = shown(spot, Width.DESK);
    String name = spot.name().replace(' ', '-');
    for (Width width : new Width[] {Width.PHONE, Width.TABLET, Width.DESK}) {
      window.resize(width);
      for (ColorScheme light : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        String file = name + "-" + width.pixels() + "-" + light.name().toLowerCase(Locale.ROOT);
        window.lit(light);
        window.picture(Path.of(System.getProperty("pictures"), file + ".png"));
      }
    }
  }
}

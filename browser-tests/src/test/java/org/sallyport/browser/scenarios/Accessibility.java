package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;

/** Whether a page can be used at several widths, in both colour schemes. */
public final class Accessibility {
  private Accessibility() {}

  /**
   * Asserts that the page scrolls sideways at none of these widths, and has no accessibility
   * violation: looked for at the first width only, and in the light scheme only among those of
   * colours, unless every width is wanted.
   */
  public static void isOpenToAll(Window window, Width... widths) {
    for (Width width : widths) {
      window.resize(width);
      assertThat(window.scrollsSideways()).as("%s scrolls sideways", width).isFalse();
      if (width == widths[0] || AtEachWidth.Widths.areAll()) {
        hasNoBarrier(window, width);
      }
    }
  }

  private static void hasNoBarrier(Window window, Width width) {
    window.lit(ColorScheme.DARK);
    assertThat(window.barriers()).as("%s, dark", width).isEmpty();
    window.lit(ColorScheme.LIGHT);
    assertThat(AtEachWidth.Widths.areAll() ? window.barriers() : window.barriersOfColours())
        .as("%s, light", width)
        .isEmpty();
  }
}

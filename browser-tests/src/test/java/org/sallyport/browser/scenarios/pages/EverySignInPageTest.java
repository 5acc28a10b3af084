package org.sallyport.browser.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;

/** The pages before a sign-in and of its second factor, and the pages of errors. */
class EverySignInPageTest extends EveryPage {
  static Stream<Spot> spots() {
    return wanted(Stream.of(StrangerSpots.ALL, PendingSignInSpots.ALL, FaultSpots.ALL));
  }

  /** Checks the checks themselves. */
  @Test
  void accessibilityFaultsAreDetected() {
    Window window = window(Width.PHONE);
    window.open("/login");
    window.page().evaluate("document.querySelector('label').remove()");
    window.page().evaluate("document.querySelector('h1').style.color = '#345'");
    assertThat(window.barriers())
        .anyMatch(barrier -> barrier.startsWith("label:"))
        .anyMatch(barrier -> barrier.startsWith("color-contrast:"));
    assertThat(window.barriersOfColours()).hasSize(1);
    window.page().evaluate("document.getElementById('password').style.outline = 'none'");
    window
        .page()
        .evaluate("document.querySelector('.gate').style.flexDirection = 'column-reverse'");
    assertThat(window.faultsOfFocus())
        .anyMatch(fault -> fault.startsWith("the focus is not seen") && fault.contains("password"))
        .anyMatch(fault -> fault.startsWith("out of order"));
  }
}

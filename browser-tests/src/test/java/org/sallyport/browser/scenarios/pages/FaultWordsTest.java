package org.sallyport.browser.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.browser.scenarios.Scenario;

class FaultWordsTest extends Scenario {
  @Test
  void whoIsSignedInIsNotAskedForTroubleWithThat() {
    PageGuide guide = new PageGuide(this, Width.PHONE);
    TextWindow inside = guide.inside("/nothing-here");
    assertThat(inside.text())
        .contains("There is nothing here", "Go to your studies", "Need help? Call the imaging desk")
        .doesNotContain("Trouble signing in");
    assertThat(guide.stranger("/login").text())
        .contains("Trouble signing in? Call the imaging desk");
  }
}

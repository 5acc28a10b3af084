package org.sallyport.browser.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.browser.scenarios.guide.Guide;

class FaultWordsTest extends Scenario {
  @Test
  void whoIsSignedInIsNotAskedForTroubleWithThat() {
    Guide guide = new Guide(this, Width.PHONE);
    Window inside = guide.inside("/nothing-here");
    assertThat(inside.text())
        .contains("There is nothing here", "Go to your studies", "Need help? Call the imaging desk")
        .doesNotContain("Trouble signing in");
    assertThat(guide.stranger("/login").text())
        .contains("Trouble signing in? Call the imaging desk");
  }
}

package org.sallyport.browser.actions;

import com.microsoft.playwright.Page;
import java.util.function.BooleanSupplier;

/** Somebody who has a keyboard and nothing else. */
public final class Keys {
  private static final int MOST_STEPS = 60;
  private static final String NAME =
      """
      () => {
        const at = document.activeElement;
        const label = at.labels?.[0] ?? at;
        return at === document.body ? '' : label.innerText.replace(/\\s+/g, ' ').trim();
      }
      """;

  private final Window window;
  private final Page page;

  public Keys(Window window) {
    this.window = window;
    this.page = window.page();
  }

  /** What has the focus, by its label or words. */
  public String at() {
    return String.valueOf(page.evaluate(NAME));
  }

  public void type(String text) {
    page.keyboard().type(text);
  }

  public void press(String key) {
    page.keyboard().press(key);
  }

  /** Presses a key that leads to another page. */
  public void go(String key) {
    window.send(key);
  }

  /** Tabs on until the focus is there. */
  public void tabTo(String name) {
    tabUntil(() -> at().equals(name), name);
  }

  /** Tabs on to the radio button that is chosen. */
  public void tabToChosen() {
    tabUntil(() -> page.locator("input[type=radio]:checked:focus").count() == 1, "a choice");
  }

  private void tabUntil(BooleanSupplier there, String name) {
    for (int step = 0; step < MOST_STEPS; step++) {
      press("Tab");
      if (there.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("no Tab leads to " + name);
  }
}

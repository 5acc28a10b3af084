package org.sallyport.browser.actions;

import com.microsoft.playwright.Page;
import java.util.function.BooleanSupplier;

/** Operates a page with the keyboard only. */
public final class Keys {
  private static final int MAX_STEPS = 60;

  /** The field with autofocus gets the focus when the page is drawn, after it was loaded. */
  private static final String NAME =
      """
      async () => {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
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

  /** The focused element, by its label or text. */
  public String at() {
    return String.valueOf(page.evaluate(NAME));
  }

  public void type(String text) {
    page.keyboard().type(text);
  }

  public void press(String key) {
    page.keyboard().press(key);
  }

  /** Presses a key that opens another page. */
  public void go(String key) {
    window.send(key);
  }

  /** Presses Tab until the element has the focus. */
  public void tabTo(String name) {
    tabUntil(() -> at().equals(name), name);
  }

  /** Presses Tab until the selected radio button has the focus. */
  public void tabToChosen() {
    tabUntil(() -> page.locator("input[type=radio]:checked:focus").count() == 1, "a choice");
  }

  private void tabUntil(BooleanSupplier there, String name) {
    for (int step = 0; step < MAX_STEPS; step++) {
      press("Tab");
      if (there.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("no Tab leads to " + name);
  }
}

package org.sallyport.browser.scenarios.pages;

import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;

/** A page, or a visually distinct state of it, and how to reach it. */
record Spot(String name, Way way) {

  /** Opens the page as a user does. */
  @FunctionalInterface
  interface Way {
    Window lead(Guide guide);
  }

  @Override
  public String toString() {
    return name;
  }
}

package org.sallyport.browser.scenarios.pages;

import org.sallyport.browser.actions.PortalWindow;

/** A page, or a visually distinct state of it, and how to reach it. */
record Spot(String name, Way way) {

  /** Opens the page as a user does, in any browser. */
  @FunctionalInterface
  interface Way {
    PortalWindow lead(PageGuide guide);
  }

  @Override
  public String toString() {
    return name;
  }
}

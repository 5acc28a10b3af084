package org.sallyport.browser.actions;

/** How wide the window is, in CSS pixels. */
public enum Width {
  PHONE(360, 740),
  /** A phone in the hand, on which the app runs. */
  HAND(390, 844),
  /** A desk's window at 200 % zoom. */
  ZOOMED(720, 450),
  TABLET(768, 1024),
  DESK(1440, 900);

  private final int pixels;
  private final int height;

  Width(int pixels, int height) {
    this.pixels = pixels;
    this.height = height;
  }

  public int pixels() {
    return pixels;
  }

  public int height() {
    return height;
  }
}

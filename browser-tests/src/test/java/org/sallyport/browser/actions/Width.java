package org.sallyport.browser.actions;

/** Window sizes, in CSS pixels. */
public enum Width {
  /** The narrowest window without scrolling in two directions (WCAG 1.4.10). */
  NARROW(320, 640),
  PHONE(360, 740),
  /** A phone, on which the app runs. */
  HAND(390, 844),
  /** A desktop window at 200 % zoom. */
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

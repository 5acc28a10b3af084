package org.sallyport.admin.pages;

/** Helpers for the forms of admins' pages. */
final class AdminForms {
  private static final int LONGEST = 300;

  private AdminForms() {}

  /** A short text on one line; longer input is cut. */
  static String line(String typed) {
    String line = typed.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }
}

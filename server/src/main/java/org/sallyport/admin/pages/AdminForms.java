package org.sallyport.admin.pages;

/** Helpers for the forms of admins' pages. */
public final class AdminForms {
  private static final int LONGEST = 300;

  private static final int LONGEST_NAME = 100;

  private AdminForms() {}

  /** The name of something; empty if it is too long. */
  public static String name(String typed) {
    String line = line(typed);
    return line.length() > LONGEST_NAME ? "" : line;
  }

  /** A short text on one line; longer input is cut. */
  public static String line(String typed) {
    String line = typed.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }
}

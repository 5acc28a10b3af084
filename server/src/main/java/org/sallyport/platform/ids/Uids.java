package org.sallyport.platform.ids;

import java.util.regex.Pattern;

/**
 * The form of a DICOM unique identifier: digits and dots, no leading zeros, at most 64 characters
 * (PS3.5 section 9.1).
 */
final class Uids {
  private static final int MAX_LENGTH = 64;

  /** Possessive, since each image's request has three of them: no part is ever matched twice. */
  private static final Pattern FORM =
      Pattern.compile("(?:0|[1-9][0-9]*+)(?:\\.(?:0|[1-9][0-9]*+))++");

  private Uids() {}

  static boolean isUid(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }

  static void check(String text) {
    if (!isUid(text)) {
      throw new IllegalArgumentException("not a DICOM UID");
    }
  }
}

package org.sallyport.gate.delivery;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates line breaks in messages: one in a header would allow header injection. */
final class Lines {
  private static final int MAX_SUBJECT_LENGTH = 200;
  private static final Pattern BREAK =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\uFEFF]");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");

  private Lines() {}

  static void check(Channel channel, @Nullable String subject, String text) {
    if ((channel == Channel.EMAIL) != (subject != null)) {
      throw new IllegalArgumentException("a mail has a subject, and nothing else has one");
    }
    if (subject != null) {
      checkSubject(subject);
    }
    if (text.isBlank() || CONTROL.matcher(text).find()) {
      throw new IllegalArgumentException("a text is empty or has a control character");
    }
  }

  private static void checkSubject(String subject) {
    if (subject.isBlank() || subject.length() > MAX_SUBJECT_LENGTH) {
      throw new IllegalArgumentException("a subject is empty or too long");
    }
    if (BREAK.matcher(subject).find()) {
      throw new IllegalArgumentException("a subject has a control character");
    }
  }
}

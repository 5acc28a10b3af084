package org.sallyport.demo.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A captured message.
 *
 * @param number its place in the order of arrival, from 1
 * @param channel "sms" or "email"
 * @param subject null for an SMS
 */
record Caught(
    int number, String channel, String to, @Nullable String subject, String text, Instant sentAt) {
  private static final Pattern TAG = Pattern.compile("\\b([A-Z][0-9]):");
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{3,4}) ?([0-9]{3,4})\\b");
  private static final int MAX_SMS_LENGTH = 160;
  private static final int SMS_PART_LENGTH = 153;

  boolean isSms() {
    return subject == null;
  }

  /** The code in it; empty if there is none. */
  Optional<String> code() {
    Matcher code = CODE.matcher(text);
    return code.find() && tagIn().isPresent()
        ? Optional.of(code.group(1) + " " + code.group(2))
        : Optional.empty();
  }

  /** The tag shown on the page; empty if it contains no code. */
  Optional<String> tag() {
    return code().flatMap(code -> tagIn());
  }

  private Optional<String> tagIn() {
    Matcher tag = TAG.matcher(subject == null ? text : subject);
    return tag.find() ? Optional.of(tag.group(1)) : Optional.empty();
  }

  /** A one-line summary. */
  String title() {
    if (code().isPresent()) {
      return "Your One-Time-Password";
    }
    return subject == null ? text.lines().findFirst().orElse("") : subject;
  }

  /** The number of segments of an SMS. */
  int segments() {
    int length = text.length();
    return length <= MAX_SMS_LENGTH ? 1 : (length + SMS_PART_LENGTH - 1) / SMS_PART_LENGTH;
  }
}

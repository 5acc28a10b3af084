package org.sallyport.portal.sharing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.platform.ids.ShareId;

/**
 * A place among the shares of an account, whether or not the share is still there: those that last
 * come before those that ended, and the newest first.
 */
public record SharePosition(boolean lasts, Instant sharedAt, ShareId share) {
  private static final Pattern TEXT = Pattern.compile("([01])_(\\d{1,15})_([0-9a-f-]{36})");

  /** Empty if the text is no position. */
  public static Optional<SharePosition> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    try {
      return parts.matches() ? Optional.of(of(parts)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SharePosition of(Matcher parts) {
    return new SharePosition(
        parts.group(1).equals("1"),
        Instant.ofEpochMilli(Long.parseLong(parts.group(2))),
        new ShareId(UUID.fromString(parts.group(3))));
  }

  public String text() {
    return (lasts ? "1_" : "0_") + sharedAt.toEpochMilli() + "_" + share;
  }
}

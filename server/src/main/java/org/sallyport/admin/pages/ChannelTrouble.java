package org.sallyport.admin.pages;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.FailedMessages.Trouble;
import org.sallyport.installation.Counted;

/**
 * A channel with delivery failures, as shown on the overview.
 *
 * @param what for example "2 messages by SMS were not delivered in the last 24 hours"
 * @param lastAt when the last one was given up
 * @param reason as text
 */
public record ChannelTrouble(String what, @Nullable ZonedDateTime lastAt, @Nullable String reason) {

  static ChannelTrouble of(Trouble trouble, ZoneId zone) {
    String way = trouble.channel() == Channel.SMS ? "SMS" : "e-mail";
    List<String> parts = new ArrayList<>();
    if (trouble.failed() > 0) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%s by %s %s not delivered in the last 24 hours",
              messages(trouble.failed()),
              way,
              trouble.failed() == 1 ? "was" : "were"));
    }
    if (trouble.unknown() > 0) {
      parts.add(
          String.format(
              Locale.ROOT,
              "of %s by %s nobody knows whether %s left in the last 24 hours",
              messages(trouble.unknown()),
              way,
              trouble.unknown() == 1 ? "it" : "they"));
    }
    if (trouble.waiting() > 0) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%s by %s failed at first and %s tried again",
              messages(trouble.waiting()),
              way,
              trouble.waiting() == 1 ? "is" : "are"));
    }
    return new ChannelTrouble(
        String.join("; ", parts),
        trouble.lastAt() == null ? null : trouble.lastAt().atZone(zone),
        trouble.reason());
  }

  private static String messages(int number) {
    return Counted.of(number, "message", "messages");
  }
}

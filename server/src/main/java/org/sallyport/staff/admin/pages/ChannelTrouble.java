package org.sallyport.staff.admin.pages;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.FailedMessages.Trouble;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;

/**
 * A channel with delivery failures, as shown on the start pages of staff.
 *
 * @param what for example "2 messages by SMS were not delivered in the last 24 hours"
 * @param lastAt when the last one was given up
 * @param reason as text
 */
public record ChannelTrouble(String what, @Nullable ZonedDateTime lastAt, @Nullable String reason) {

  static ChannelTrouble of(Trouble trouble, ZoneId zone) {
    return new ChannelTrouble(
        what(trouble),
        trouble.lastAt() == null ? null : trouble.lastAt().atZone(zone),
        trouble.reason());
  }

  private static String what(Trouble trouble) {
    return Stream.of(
            part("admin.overview.failed", trouble.failed(), trouble.channel()),
            part("admin.overview.unknown", trouble.unknown(), trouble.channel()),
            part("admin.overview.waiting", trouble.waiting(), trouble.channel()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  private static Optional<String> part(String key, int messages, Channel channel) {
    String way = "admin.overview.channel." + channel.name().toLowerCase(Locale.ROOT);
    return messages == 0
        ? Optional.empty()
        : Optional.of(Messages.text(key, messages, Counted.number(messages), Messages.text(way)));
  }
}

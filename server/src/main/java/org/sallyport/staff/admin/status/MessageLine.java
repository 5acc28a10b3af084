package org.sallyport.staff.admin.status;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.RecentMessage;
import org.sallyport.platform.messages.Messages;

/**
 * A message as text; its destination is masked.
 *
 * @param state as text
 * @param good whether it was handed over
 * @param why of the last failure; empty if there was none
 */
public record MessageLine(
    ZonedDateTime at, String channel, String to, String state, boolean good, String why) {

  static MessageLine of(RecentMessage message, ZoneId zone) {
    String failure = message.failure();
    return new MessageLine(
        message.createdAt().atZone(zone),
        channel(message.channel()),
        to(message),
        Messages.text("staff.messages.state." + message.state().name().toLowerCase(Locale.ROOT)),
        message.state() == RecentMessage.State.SENT,
        failure == null ? "" : failure);
  }

  static String channel(Channel channel) {
    return Messages.text("admin.overview.channel." + channel.name().toLowerCase(Locale.ROOT));
  }

  private static String to(RecentMessage message) {
    String to = message.to();
    if (to == null) {
      return Messages.text("staff.messages.unreadable");
    }
    return message.channel() == Channel.SMS ? Phones.mask(to) : Emails.mask(to);
  }
}

package org.sallyport.staff.admin.status;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.RecentMessage;
import org.sallyport.gate.delivery.routes.ReceiptState;
import org.sallyport.platform.messages.Messages;

/**
 * A message as text; its destination is masked.
 *
 * @param state as text
 * @param good whether it was handed over
 * @param why of the last failure; empty if there was none
 * @param route by which it left; empty if it had none
 */
public record MessageLine(
    ZonedDateTime at,
    String channel,
    String to,
    String state,
    boolean good,
    String why,
    String route) {

  static MessageLine of(RecentMessage message, ZoneId zone) {
    String failure = message.failure();
    return new MessageLine(
        message.createdAt().atZone(zone),
        channel(message.channel()),
        to(message),
        Messages.text("staff.messages.state." + state(message)),
        isGood(message),
        failure == null ? "" : failure,
        message.route() == null ? "" : message.route());
  }

  /** A receipt says more than that the message was accepted. */
  private static String state(RecentMessage message) {
    ReceiptState receipt = message.receipt();
    return receipt == null
        ? message.state().name().toLowerCase(Locale.ROOT)
        : "receipt-" + receipt.stored();
  }

  private static boolean isGood(RecentMessage message) {
    return message.state() == RecentMessage.State.SENT
        && (message.receipt() == null
            || message.receipt() == ReceiptState.RELAYED
            || message.receipt() == ReceiptState.DELIVERED);
  }

  static String channel(Channel channel) {
    return Messages.text("admin.overview.channel." + channel.name().toLowerCase(Locale.ROOT));
  }

  private static String to(RecentMessage message) {
    String to = message.to();
    if (to == null) {
      return Messages.text("staff.messages.unreadable");
    }
    return message.channel().isToNumber() ? Phones.mask(to) : Emails.mask(to);
  }
}

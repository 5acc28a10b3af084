package org.sallyport.gate.notifications.owner;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Notices of wrong codes and the lock (rules 15, 18). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LockNotices {
  private final NotificationComposer composer;
  private final Desk desk;

  public Notification manyWrongCodes(NotificationContext now, LockEvent.ManyWrongCodes event) {
    return composer.toOwner(
        NotificationKind.MANY_WRONG_CODES,
        Messages.text("notice.many-wrong-codes.subject"),
        Messages.text(
            "notice.many-wrong-codes.what", event.in30Days(), Counted.number(event.in30Days())),
        composer.facts(now),
        Messages.text("notice.knows-password", desk.words()));
  }

  public Notification manyWrongCodesForAdmins(
      NotificationContext now, LockEvent.ManyWrongCodes event) {
    return composer.toAdmin(
        NotificationKind.MANY_WRONG_CODES_FOR_ADMINS,
        Messages.text("notice.many-wrong-codes-for-admins.subject"),
        Messages.text(
            "notice.many-wrong-codes-for-admins.what",
            event.in30Days(),
            Counted.number(event.in30Days())),
        composer.facts(now),
        Messages.text("notice.many-wrong-codes-for-admins.next"));
  }
}

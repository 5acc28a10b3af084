package org.sallyport.notifications.owner;

import org.sallyport.events.SignedEvent;
import org.sallyport.messages.Messages;
import org.sallyport.notifications.Desk;
import org.sallyport.notifications.Notification;
import org.sallyport.notifications.NotificationComposer;
import org.sallyport.notifications.NotificationContext;
import org.sallyport.notifications.NotificationKind;
import org.springframework.stereotype.Component;

/** Notices of a passkey that appears to have been cloned (WebAuthn, section 7.2, step 22). */
@Component
public class CopyNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;

  CopyNotices(NotificationComposer notificationComposer, Desk desk) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
  }

  public Notification copied(NotificationContext notificationContext, SignedEvent.Copied event) {
    return notificationComposer.toOwner(
        NotificationKind.COPIED_PASSKEY,
        Messages.text("notice.copied-passkey.subject"),
        Messages.text("notice.copied-passkey.what"),
        notificationComposer.facts(
            notificationContext, NotificationComposer.named("notice.fact.passkey", event.device())),
        Messages.text("notice.copied-passkey.not-you", desk.words()));
  }

  public Notification copiedForAdmins(
      NotificationContext notificationContext, SignedEvent.Copied event) {
    return notificationComposer.toAdmin(
        NotificationKind.COPIED_PASSKEY_FOR_ADMINS,
        Messages.text("notice.copied-passkey-for-admins.subject"),
        Messages.text("notice.copied-passkey-for-admins.what"),
        notificationComposer.facts(
            notificationContext, NotificationComposer.named("notice.fact.passkey", event.device())),
        Messages.text("notice.copied-passkey-for-admins.next"));
  }
}

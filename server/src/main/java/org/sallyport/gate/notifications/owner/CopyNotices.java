package org.sallyport.gate.notifications.owner;

import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationKind;
import org.sallyport.platform.events.SignedEvent;
import org.springframework.stereotype.Component;

/** Notices of a passkey that appears to have been cloned (WebAuthn, section 7.2, step 22). */
@Component
public class CopyNotices {
  private final NotificationComposer notificationComposer;

  CopyNotices(NotificationComposer notificationComposer) {
    this.notificationComposer = notificationComposer;
  }

  public Notification copied(NotificationContext notificationContext, SignedEvent.Copied event) {
    return notificationComposer.toOwner(
        NotificationKind.COPIED_PASSKEY,
        "notice.copied-passkey.",
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.named("notice.fact.passkey", event.device())));
  }

  public Notification copiedForAdmins(
      NotificationContext notificationContext, SignedEvent.Copied event) {
    return notificationComposer.toAdmin(
        NotificationKind.COPIED_PASSKEY_FOR_ADMINS,
        "notice.copied-passkey-for-admins.",
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.named("notice.fact.passkey", event.device())));
  }
}

package org.sallyport.notifications;

import org.sallyport.events.SignedEvent;
import org.springframework.stereotype.Component;

/** Notices of a passkey that appears to have been cloned (WebAuthn, section 7.2, step 22). */
@Component
class CopyNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;

  CopyNotices(NotificationComposer notificationComposer, Desk desk) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
  }

  Notification copied(NotificationContext notificationContext, SignedEvent.Copied event) {
    return notificationComposer.toOwner(
        NotificationKind.COPIED_PASSKEY,
        "A passkey of your Sallyport account may have been copied",
        "One of your passkeys answered, and what it counts lies behind what it had counted before. That is how a copy"
            + " of it shows. The answer was not taken. Sign in by another way, remove this passkey under User settings >"
            + " My Account > Devices, and link a new one.",
        notificationComposer.facts(
            notificationContext, NotificationComposer.named("Passkey", event.device())),
        "Then someone else has a copy. Remove the passkey now, or turn to " + desk.words() + ".");
  }

  Notification copiedForAdmins(NotificationContext notificationContext, SignedEvent.Copied event) {
    return notificationComposer.toAdmin(
        NotificationKind.COPIED_PASSKEY_FOR_ADMINS,
        "A passkey of a Sallyport account may have been copied",
        "A passkey answered, and its count of signatures lies behind one that was seen before. The answer was not"
            + " taken.",
        notificationComposer.facts(
            notificationContext, NotificationComposer.named("Passkey", event.device())),
        "Ask the owner. Did they not answer themselves, have them remove the passkey; if they cannot sign in any more,"
            + " reset their second factor.");
  }
}

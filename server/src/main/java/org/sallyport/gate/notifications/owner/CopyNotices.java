package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.named;

import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationKind;
import org.sallyport.platform.events.SignedEvent;
import org.springframework.stereotype.Component;

/** Notices of a passkey that appears to have been cloned (WebAuthn, section 7.2, step 22). */
@Component
public class CopyNotices {
  private final NotificationComposer composer;

  CopyNotices(NotificationComposer composer) {
    this.composer = composer;
  }

  public Notification copied(NotificationContext now, SignedEvent.Copied event) {
    return composer.toOwner(
        NotificationKind.COPIED_PASSKEY,
        "notice.copied-passkey.",
        composer.facts(now, named("notice.fact.passkey", event.device())));
  }

  public Notification copiedForAdmins(NotificationContext now, SignedEvent.Copied event) {
    return composer.toAdmin(
        NotificationKind.COPIED_PASSKEY_FOR_ADMINS,
        "notice.copied-passkey-for-admins.",
        composer.facts(now, named("notice.fact.passkey", event.device())));
  }
}

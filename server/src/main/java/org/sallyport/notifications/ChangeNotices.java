package org.sallyport.notifications;

import java.time.Instant;
import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.events.AccountEvent;
import org.springframework.stereotype.Component;

/** Notices of account changes other than those of contacts (rule 28). */
@Component
class ChangeNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final ChangeNames changeNames;

  ChangeNotices(NotificationComposer notificationComposer, Desk desk, ChangeNames changeNames) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.changeNames = changeNames;
  }

  Notification password(
      NotificationContext notificationContext, AccountEvent.PasswordChanged event) {
    if (event.way().equals("forgotten")) {
      return forgotten(notificationContext);
    }
    return change(
        NotificationKind.PASSWORD_CHANGED,
        "Your Sallyport password was changed",
        "Your account has a new password. Remembered browsers and other sessions were ended.",
        notificationContext);
  }

  /** The mailbox may be compromised, so the notice also goes to the mobile number. */
  private Notification forgotten(NotificationContext notificationContext) {
    String text =
        "Your account has a new password, set by a link that was mailed to you. Remembered browsers and all sessions"
            + " were ended.";
    Instant from = notificationContext.account().emailCodeFrom();
    String waits =
        from == null || !notificationContext.at().isBefore(from)
            ? ""
            : " A code by e-mail opens your account from "
                + notificationComposer.when(from)
                + " on.";
    return change(
            NotificationKind.PASSWORD_CHANGED,
            "Your Sallyport password was changed",
            text + waits,
            notificationContext)
        .alsoBySms(
            "Your password was changed by a mailed link. Not you? Turn to " + desk.words() + ".");
  }

  Notification method(NotificationContext notificationContext, AccountEvent.MethodChanged event) {
    return change(
        NotificationKind.METHOD_CHANGED,
        "Your Sallyport two-factor method was changed",
        "Your account has another two-factor method.",
        notificationContext,
        new Fact("New method", changeNames.name(event.to())),
        new Fact("Before", changeNames.name(event.from())));
  }

  Notification ways(NotificationContext notificationContext, AccountEvent.WaysChanged event) {
    String off = event.off().isEmpty() ? "none" : changeNames.names(event.off());
    return change(
        NotificationKind.METHOD_CHANGED,
        "The other ways to sign in to your Sallyport account were changed",
        "The codes that can be used in place of your method were turned off or on.",
        notificationContext,
        new Fact("Off now", off));
  }

  Notification linked(NotificationContext notificationContext, AccountEvent.DeviceLinked event) {
    return change(
        NotificationKind.DEVICE_LINKED,
        "A device was linked to your Sallyport account",
        "A device that you can sign in with was linked.",
        notificationContext,
        NotificationComposer.named("Device", event.name()),
        new Fact("Kind", changeNames.name(event.method())));
  }

  Notification unlinked(
      NotificationContext notificationContext, AccountEvent.DeviceUnlinked event) {
    return change(
        NotificationKind.DEVICE_UNLINKED,
        "A device was removed from your Sallyport account",
        "A device that you could sign in with was removed. Remembered browsers were ended.",
        notificationContext,
        NotificationComposer.named("Device", event.name()),
        new Fact("Kind", changeNames.name(event.method())));
  }

  Notification role(NotificationContext notificationContext, AccountEvent.RoleChanged event) {
    return change(
        NotificationKind.ROLE_CHANGED,
        "The role of your Sallyport account was changed",
        "The people who run the portal gave your account another role. All its sessions were ended.",
        notificationContext,
        new Fact("New role", event.to()),
        new Fact("Before", event.from()));
  }

  Notification refused(NotificationContext notificationContext, AccountEvent.ChangeRefused event) {
    String what = ChangeNames.change(event.change());
    return notificationComposer.toOwner(
        NotificationKind.CHANGE_REFUSED,
        "A change of your Sallyport account was refused",
        "Someone who is signed in as you sent a new "
            + what
            + " without your second factor. Nothing was changed.",
        notificationComposer.facts(notificationContext),
        "Then someone else uses a session of yours. Sign in, end all sessions under User settings, and change your"
            + " password.");
  }

  private Notification change(
      NotificationKind notificationKind,
      String subject,
      String what,
      NotificationContext notificationContext,
      Fact... facts) {
    return notificationComposer.toOwner(
        notificationKind,
        subject,
        what,
        notificationComposer.facts(notificationContext, facts),
        desk.canUndo());
  }
}

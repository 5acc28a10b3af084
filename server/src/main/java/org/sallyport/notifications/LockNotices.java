package org.sallyport.notifications;

import org.sallyport.events.LockEvent;
import org.sallyport.installation.Counted;
import org.springframework.stereotype.Component;

/** Notices of wrong codes and the lock (rules 15, 18). */
@Component
class LockNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;

  LockNotices(NotificationComposer notificationComposer, Desk desk) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
  }

  Notification locked(NotificationContext notificationContext, LockEvent.Locked event) {
    return notificationComposer.toOwner(
        NotificationKind.LOCKED,
        "Your Sallyport account is locked",
        "Too many wrong codes in a row were entered for your account. Nobody can sign in to it now, not"
            + " even with the right code. To have it unlocked, turn to "
            + desk.words()
            + " and give the reference below.",
        notificationComposer.facts(
            notificationContext, NotificationComposer.fact("Reference", event.reference())),
        "Then someone knows your password. Say so when you ask for the unlocking, and change your"
            + " password as soon as the account is open again.");
  }

  Notification lockedForAdmins(NotificationContext notificationContext, LockEvent.Locked event) {
    return notificationComposer.toAdmin(
        NotificationKind.LOCKED_FOR_ADMINS,
        "A Sallyport account is locked",
        "Too many wrong codes in a row were entered for an account. The person who entered them knew its"
            + " password.",
        notificationComposer.facts(
            notificationContext, NotificationComposer.fact("Reference", event.reference())),
        "The owner may call. Unlock the account only after you have made sure that it is they. Did they"
            + " not enter the codes themselves, have them change the password.");
  }

  Notification manyWrongCodes(
      NotificationContext notificationContext, LockEvent.ManyWrongCodes event) {
    return notificationComposer.toOwner(
        NotificationKind.MANY_WRONG_CODES,
        "Many wrong codes for your Sallyport account",
        "In the last 30 days "
            + Counted.of(event.in30Days(), "wrong code was", "wrong codes were")
            + " entered for your account, each after the right password. From now on"
            + " there is a wait before every code.",
        notificationComposer.facts(notificationContext),
        "Then someone knows your password. Sign in and change it now, or turn to "
            + desk.words()
            + ".");
  }

  Notification manyWrongCodesForAdmins(
      NotificationContext notificationContext, LockEvent.ManyWrongCodes event) {
    return notificationComposer.toAdmin(
        NotificationKind.MANY_WRONG_CODES_FOR_ADMINS,
        "Many wrong codes for a Sallyport account",
        "In the last 30 days "
            + Counted.of(event.in30Days(), "wrong code was", "wrong codes were")
            + " entered for an account, each after the right password.",
        notificationComposer.facts(notificationContext),
        "Someone may be guessing slowly. Ask the owner, and have them change the password.");
  }
}

package org.sallyport.notifications;

import org.sallyport.access.Origin;
import org.sallyport.audit.LockEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.installation.Counted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notices of wrong codes and the lock (rules 15, 18). */
@Component
class LockNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final NotificationSender notificationSender;

  LockNotices(
      NotificationComposer notificationComposer, Desk desk, NotificationSender notificationSender) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.notificationSender = notificationSender;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    Origin origin = recorded.origin();
    switch (recorded.event()) {
      case LockEvent.Locked it -> {
        NotificationContext lock =
            notificationSender.tellOwner(it.account(), origin, now -> locked(now, it));
        notificationSender.toAdmins(lockedForAdmins(lock, it));
      }
      case LockEvent.ManyWrongCodes it -> {
        NotificationContext guess =
            notificationSender.tellOwner(it.account(), origin, now -> manyWrongCodes(now, it));
        notificationSender.toAdmins(manyWrongCodesForAdmins(guess, it));
      }
      default -> {}
    }
  }

  private Notification locked(NotificationContext notificationContext, LockEvent.Locked event) {
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

  private Notification lockedForAdmins(
      NotificationContext notificationContext, LockEvent.Locked event) {
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

  private Notification manyWrongCodes(
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

  private Notification manyWrongCodesForAdmins(
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

package org.sallyport.notifications;

import org.sallyport.access.Actor;
import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.events.AccountEvent;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * Notices of copied cookies, sign-ins reported as someone else's, and resets (rules 21, 36, 39).
 */
@Component
class RecoveryNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final Installation installation;

  RecoveryNotices(NotificationComposer notificationComposer, Desk desk, Installation installation) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.installation = installation;
  }

  Notification codesMade(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.RECOVERY_CODES_MADE,
        "New recovery codes of your Sallyport account",
        "Ten new recovery codes were made. Older ones no longer work.",
        notificationComposer.facts(notificationContext),
        "Then someone else can act on your account. Turn to "
            + desk.words()
            + " at once, so that it can be undone.");
  }

  Notification codeUsed(
      NotificationContext notificationContext, AccountEvent.RecoveryCodeUsed event) {
    return notificationComposer.toOwner(
        NotificationKind.RECOVERY_CODE_USED,
        "A recovery code of your Sallyport account was used",
        "A recovery code stood in for your second factor.",
        notificationComposer.facts(
            notificationContext, new Fact("Codes left", Integer.toString(event.left()))),
        "Then someone else has your password and your recovery codes. Change your password, make new codes, and turn"
            + " to "
            + desk.words()
            + " at once.");
  }

  Notification activationMade(
      NotificationContext notificationContext, AccountEvent.ActivationCodeMade event) {
    return notificationComposer.toOwner(
        NotificationKind.ACTIVATION_CODE_MADE,
        "An activation code for your Sallyport account was made",
        "With your password it lets you sign in once and link your first device. You get it by letter or from the"
            + " desk.",
        notificationComposer.facts(
            notificationContext, NotificationComposer.named("By", Actor.forOwner(event.by()))),
        "If you did not expect one, or it does not arrive, turn to " + desk.words() + ".");
  }

  Notification activationUsed(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.ACTIVATION_CODE_USED,
        "The activation code of your Sallyport account was used",
        "Your activation code was used in place of your second factor. It no longer works.",
        notificationComposer.facts(notificationContext),
        "Then someone else has your password and your letter. Turn to "
            + desk.words()
            + " at once.");
  }

  Notification copiedCookie(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.COPIED_COOKIE,
        "A remembered browser of yours was copied",
        "Something came with an old value of a browser you had remembered, so someone may hold a copy of"
            + " it. That browser is forgotten: it is asked for a code again, and so is the copy.",
        notificationComposer.facts(notificationContext),
        "Then someone may know your password too. Sign in and change it now, or turn to "
            + desk.words()
            + ".");
  }

  Notification notMe(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.NOT_ME,
        "You reported a sign-in to your Sallyport account",
        "You said that a sign-in was not yours. Whatever it had opened was ended. If you have not done"
            + " so, change your password now: someone else knows it.",
        notificationComposer.facts(notificationContext),
        "Then someone else is in your account. Turn to " + desk.words() + " at once.");
  }

  Notification notMeForAdmins(NotificationContext notificationContext) {
    return notificationComposer.toAdmin(
        NotificationKind.NOT_ME_FOR_ADMINS,
        "A sign-in to Sallyport was reported as not the owner's",
        "The owner of an account says that a sign-in was not theirs. Whatever it had opened was ended.",
        notificationComposer.facts(notificationContext),
        "Find out from the login history where it came from, and see that the password is changed.");
  }

  Notification resetAsked(NotificationContext notificationContext, AccountEvent.ResetAsked event) {
    return reset(
        NotificationKind.RESET_ASKED,
        notificationContext,
        "A reset of your second factor was asked for",
        "An administrator asked to reset the second factor of your account. It happens when a second"
            + " administrator confirms it, or after a waiting time. Until then it can be cancelled.",
        event.by());
  }

  Notification resetForAdmins(
      NotificationContext notificationContext, AccountEvent.ResetAsked event) {
    return notificationComposer.toAdmin(
        NotificationKind.RESET_ASKED_FOR_ADMINS,
        "A reset of a second factor waits for an admin",
        "A reset of an account's second factor was asked for. It takes effect after a waiting time, or when an admin"
            + " other than the one who asked confirms it.",
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.named("By", event.by()),
            NotificationComposer.named("Reason", event.reason())),
        "Sign in and open Administration, Resets. If it should not be, cancel it there.");
  }

  Notification resetDone(NotificationContext notificationContext, AccountEvent.ResetDone event) {
    return reset(
        NotificationKind.RESET,
        notificationContext,
        "Your second factor was reset",
        "The second factor of your account was reset. All sessions and remembered browsers were ended."
            + " At your next sign-in you choose a method anew.",
        event.by());
  }

  Notification resetCancelled(
      NotificationContext notificationContext, AccountEvent.ResetCancelled event) {
    return reset(
        NotificationKind.RESET,
        notificationContext,
        "The reset of your second factor was cancelled",
        "The second factor of your account stays as it was.",
        event.by());
  }

  private Notification reset(
      NotificationKind notificationKind,
      NotificationContext notificationContext,
      String subject,
      String what,
      String by) {
    String ifNot = "If you did not ask for this, turn to " + desk.words() + " at once.";
    return notificationComposer
        .toOwner(
            notificationKind,
            subject,
            what,
            notificationComposer.facts(
                notificationContext, NotificationComposer.named("By", Actor.forOwner(by))),
            ifNot)
        .alsoBySms(installation.host() + ": " + subject + ". " + ifNot);
  }
}

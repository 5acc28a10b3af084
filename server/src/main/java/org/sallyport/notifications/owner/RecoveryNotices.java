package org.sallyport.notifications.owner;

import org.sallyport.access.Actor;
import org.sallyport.events.AccountEvent;
import org.sallyport.installation.Installation;
import org.sallyport.messages.Messages;
import org.sallyport.notifications.Desk;
import org.sallyport.notifications.Notification;
import org.sallyport.notifications.NotificationComposer;
import org.sallyport.notifications.NotificationContext;
import org.sallyport.notifications.NotificationKind;
import org.springframework.stereotype.Component;

/**
 * Notices of copied cookies, sign-ins reported as someone else's, and resets (rules 21, 36, 39).
 */
@Component
public class RecoveryNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final Installation installation;

  RecoveryNotices(NotificationComposer notificationComposer, Desk desk, Installation installation) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.installation = installation;
  }

  public Notification codesMade(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.RECOVERY_CODES_MADE,
        Messages.text("notice.recovery-codes-made.subject"),
        Messages.text("notice.recovery-codes-made.what"),
        notificationComposer.facts(notificationContext),
        desk.canUndo());
  }

  public Notification codeUsed(
      NotificationContext notificationContext, AccountEvent.RecoveryCodeUsed event) {
    return notificationComposer.toOwner(
        NotificationKind.RECOVERY_CODE_USED,
        Messages.text("notice.recovery-code-used.subject"),
        Messages.text("notice.recovery-code-used.what"),
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.fact("notice.fact.codes-left", Integer.toString(event.left()))),
        Messages.text("notice.recovery-code-used.not-you", desk.words()));
  }

  public Notification activationMade(
      NotificationContext notificationContext, AccountEvent.ActivationCodeMade event) {
    return notificationComposer.toOwner(
        NotificationKind.ACTIVATION_CODE_MADE,
        Messages.text("notice.activation-code-made.subject"),
        Messages.text("notice.activation-code-made.what"),
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.named("notice.fact.by", Actor.forOwner(event.by()))),
        Messages.text("notice.activation-code-made.not-you", desk.words()));
  }

  public Notification activationUsed(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.ACTIVATION_CODE_USED,
        Messages.text("notice.activation-code-used.subject"),
        Messages.text("notice.activation-code-used.what"),
        notificationComposer.facts(notificationContext),
        Messages.text("notice.activation-code-used.not-you", desk.words()));
  }

  public Notification copiedCookie(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.COPIED_COOKIE,
        Messages.text("notice.copied-cookie.subject"),
        Messages.text("notice.copied-cookie.what"),
        notificationComposer.facts(notificationContext),
        Messages.text("notice.copied-cookie.not-you", desk.words()));
  }

  public Notification notMe(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.NOT_ME,
        Messages.text("notice.not-me.subject"),
        Messages.text("notice.not-me.what"),
        notificationComposer.facts(notificationContext),
        Messages.text("notice.not-me.not-you", desk.words()));
  }

  public Notification notMeForAdmins(NotificationContext notificationContext) {
    return notificationComposer.toAdmin(
        NotificationKind.NOT_ME_FOR_ADMINS,
        Messages.text("notice.not-me-for-admins.subject"),
        Messages.text("notice.not-me-for-admins.what"),
        notificationComposer.facts(notificationContext),
        Messages.text("notice.not-me-for-admins.next"));
  }

  public Notification resetAsked(
      NotificationContext notificationContext, AccountEvent.ResetAsked event) {
    return reset(
        NotificationKind.RESET_ASKED,
        notificationContext,
        Messages.text("notice.reset-asked.subject"),
        Messages.text("notice.reset-asked.what"),
        Messages.text("sms.reset-asked", installation.host(), desk.words()),
        event.by());
  }

  public Notification resetForAdmins(
      NotificationContext notificationContext, AccountEvent.ResetAsked event) {
    return notificationComposer.toAdmin(
        NotificationKind.RESET_ASKED_FOR_ADMINS,
        Messages.text("notice.reset-for-admins.subject"),
        Messages.text("notice.reset-for-admins.what"),
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.named("notice.fact.by", event.by()),
            NotificationComposer.named("notice.fact.reason", event.reason())),
        Messages.text("notice.reset-for-admins.next"));
  }

  public Notification resetDone(
      NotificationContext notificationContext, AccountEvent.ResetDone event) {
    return reset(
        NotificationKind.RESET,
        notificationContext,
        Messages.text("notice.reset-done.subject"),
        Messages.text("notice.reset-done.what"),
        Messages.text("sms.reset-done", installation.host(), desk.words()),
        event.by());
  }

  public Notification resetCancelled(
      NotificationContext notificationContext, AccountEvent.ResetCancelled event) {
    return reset(
        NotificationKind.RESET,
        notificationContext,
        Messages.text("notice.reset-cancelled.subject"),
        Messages.text("notice.reset-cancelled.what"),
        Messages.text("sms.reset-cancelled", installation.host(), desk.words()),
        event.by());
  }

  private Notification reset(
      NotificationKind notificationKind,
      NotificationContext notificationContext,
      String subject,
      String what,
      String sms,
      String by) {
    return notificationComposer
        .toOwner(
            notificationKind,
            subject,
            what,
            notificationComposer.facts(
                notificationContext,
                NotificationComposer.named("notice.fact.by", Actor.forOwner(by))),
            Messages.text("notice.reset.not-you", desk.words()))
        .alsoBySms(sms);
  }
}

package org.sallyport.gate.notifications.owner;

import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationKind;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
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
    return notificationComposer.ofChange(
        NotificationKind.RECOVERY_CODES_MADE, "notice.recovery-codes-made.", notificationContext);
  }

  public Notification codeUsed(
      NotificationContext notificationContext, AccountEvent.RecoveryCodeUsed event) {
    return notificationComposer.toOwner(
        NotificationKind.RECOVERY_CODE_USED,
        "notice.recovery-code-used.",
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.fact("notice.fact.codes-left", Integer.toString(event.left()))));
  }

  public Notification activationMade(
      NotificationContext notificationContext, AccountEvent.ActivationCodeMade event) {
    return notificationComposer.toOwner(
        NotificationKind.ACTIVATION_CODE_MADE,
        "notice.activation-code-made.",
        notificationComposer.facts(notificationContext, notificationComposer.by(event.by())));
  }

  public Notification sessionsEnded(
      NotificationContext notificationContext, AccountEvent.SessionsEnded event) {
    return notificationComposer.toOwner(
        NotificationKind.SESSIONS_ENDED,
        "notice.sessions-ended.",
        notificationComposer.facts(notificationContext, notificationComposer.by(event.by())));
  }

  public Notification activationVoided(
      NotificationContext notificationContext, AccountEvent.ActivationCodeVoided event) {
    return notificationComposer.toOwner(
        NotificationKind.ACTIVATION_CODE_MADE,
        "notice.activation-code-voided.",
        notificationComposer.facts(
            notificationContext,
            notificationComposer.by(event.by()),
            NotificationComposer.named("notice.fact.reason", event.reason())));
  }

  public Notification activationUsed(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.ACTIVATION_CODE_USED,
        "notice.activation-code-used.",
        notificationComposer.facts(notificationContext));
  }

  public Notification copiedCookie(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.COPIED_COOKIE,
        "notice.copied-cookie.",
        notificationComposer.facts(notificationContext));
  }

  public Notification notMe(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.NOT_ME, "notice.not-me.", notificationComposer.facts(notificationContext));
  }

  public Notification notMeForAdmins(NotificationContext notificationContext) {
    return notificationComposer.toAdmin(
        NotificationKind.NOT_ME_FOR_ADMINS,
        "notice.not-me-for-admins.",
        notificationComposer.facts(notificationContext));
  }

  public Notification resetAsked(
      NotificationContext notificationContext, AccountEvent.ResetRequested event) {
    return reset(
        NotificationKind.RESET_ASKED,
        notificationContext,
        Messages.text("notice.reset-asked.subject"),
        Messages.text("notice.reset-asked." + what(event), notificationComposer.when(event.due())),
        Messages.text(
            event.phoneLost() ? "sms.reset-asked-and-number" : "sms.reset-asked",
            installation.host(),
            desk.words()),
        event.by());
  }

  public Notification resetForAdmins(
      NotificationContext notificationContext, AccountEvent.ResetRequested event) {
    return notificationComposer.toAdmin(
        NotificationKind.RESET_ASKED_FOR_ADMINS,
        Messages.text("notice.reset-for-admins.subject"),
        Messages.text(
            "notice.reset-for-admins." + what(event), notificationComposer.when(event.due())),
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.named("notice.fact.by", event.by()),
            NotificationComposer.named("notice.fact.reason", event.reason())),
        Messages.text("notice.reset-for-admins.next"));
  }

  private static String what(AccountEvent.ResetRequested event) {
    return event.phoneLost() ? "what-and-number" : "what";
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
            notificationComposer.facts(notificationContext, notificationComposer.by(by)),
            Messages.text("notice.reset.not-you", desk.words()))
        .alsoBySms(sms);
  }
}

package org.sallyport.notifications.owner;

import java.time.Instant;
import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.events.AccountEvent;
import org.sallyport.messages.Messages;
import org.sallyport.notifications.Desk;
import org.sallyport.notifications.Notification;
import org.sallyport.notifications.NotificationComposer;
import org.sallyport.notifications.NotificationContext;
import org.sallyport.notifications.NotificationKind;
import org.springframework.stereotype.Component;

/** Notices of account changes other than those of contacts (rule 28). */
@Component
public class ChangeNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final ChangeNames changeNames;

  ChangeNotices(NotificationComposer notificationComposer, Desk desk, ChangeNames changeNames) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.changeNames = changeNames;
  }

  public Notification password(
      NotificationContext notificationContext, AccountEvent.PasswordChanged event) {
    if (event.way().equals("forgotten")) {
      return forgotten(notificationContext);
    }
    return notificationComposer.ofChange(
        NotificationKind.PASSWORD_CHANGED, "notice.password-changed.", notificationContext);
  }

  /** The mailbox may be compromised, so the notice also goes to the mobile number. */
  private Notification forgotten(NotificationContext notificationContext) {
    Instant from = notificationContext.account().emailCodesBlockedUntil();
    String what =
        from == null || !notificationContext.at().isBefore(from)
            ? Messages.text("notice.password-changed.by-link")
            : Messages.text(
                "notice.password-changed.by-link-email-later", notificationComposer.when(from));
    return notificationComposer
        .toOwner(
            NotificationKind.PASSWORD_CHANGED,
            Messages.text("notice.password-changed.subject"),
            what,
            notificationComposer.facts(notificationContext),
            desk.canUndo())
        .alsoBySms(Messages.text("sms.password-by-link", desk.words()));
  }

  public Notification method(
      NotificationContext notificationContext, AccountEvent.MethodChanged event) {
    return notificationComposer.ofChange(
        NotificationKind.METHOD_CHANGED,
        "notice.method-changed.",
        notificationContext,
        NotificationComposer.fact("notice.fact.new-method", changeNames.name(event.to())),
        NotificationComposer.fact("notice.fact.before", changeNames.name(event.from())));
  }

  public Notification ways(
      NotificationContext notificationContext, AccountEvent.OtherWaysChanged event) {
    String off =
        event.off().isEmpty() ? Messages.text("notice.fact.none") : changeNames.names(event.off());
    return notificationComposer.ofChange(
        NotificationKind.METHOD_CHANGED,
        "notice.ways-changed.",
        notificationContext,
        new Fact(Messages.text("notice.fact.off"), off));
  }

  public Notification linked(
      NotificationContext notificationContext, AccountEvent.DeviceLinked event) {
    return notificationComposer.ofChange(
        NotificationKind.DEVICE_LINKED,
        "notice.device-linked.",
        notificationContext,
        NotificationComposer.named("notice.fact.device", event.name()),
        NotificationComposer.fact("notice.fact.kind", changeNames.name(event.method())));
  }

  public Notification unlinked(
      NotificationContext notificationContext, AccountEvent.DeviceUnlinked event) {
    return notificationComposer.ofChange(
        NotificationKind.DEVICE_UNLINKED,
        "notice.device-unlinked.",
        notificationContext,
        NotificationComposer.named("notice.fact.device", event.name()),
        NotificationComposer.fact("notice.fact.kind", changeNames.name(event.method())));
  }

  public Notification role(
      NotificationContext notificationContext, AccountEvent.RoleChanged event) {
    return notificationComposer.ofChange(
        NotificationKind.ROLE_CHANGED,
        "notice.role-changed.",
        notificationContext,
        NotificationComposer.fact("notice.fact.new-role", event.to()),
        NotificationComposer.fact("notice.fact.before", event.from()));
  }

  public Notification refused(
      NotificationContext notificationContext, AccountEvent.ChangeRefused event) {
    return notificationComposer.toOwner(
        NotificationKind.CHANGE_REFUSED,
        Messages.text("notice.change-refused.subject"),
        Messages.text("notice.change-refused.what", ChangeNames.change(event.change())),
        notificationComposer.facts(notificationContext),
        Messages.text("notice.change-refused.not-you"));
  }
}

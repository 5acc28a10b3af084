package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.named;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.springframework.stereotype.Component;

/** Notices of tokens that an application presents twice, and of resets (rules 21, 39). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RecoveryNotices {
  private final NotificationComposer composer;
  private final Desk desk;
  private final Installation installation;

  /** What its application says of where it came from is not the owner's browser. */
  public Notification copiedToken(ApplicationEvent.CopyPresented event) {
    return composer.toOwner(
        NotificationKind.COPIED_TOKEN,
        "notice.copied-token.",
        List.of(named("notice.fact.application", event.application())));
  }

  public Notification resetAsked(NotificationContext now, AccountEvent.ResetRequested event) {
    return reset(
        NotificationKind.RESET_ASKED,
        now,
        Messages.text("notice.reset-asked.subject"),
        Messages.text("notice.reset-asked." + what(event), composer.when(event.due())),
        SmsText.of(
            event.phoneLost() ? "sms.reset-asked-and-number" : "sms.reset-asked",
            installation.host(),
            desk.brief()),
        event.by());
  }

  public Notification resetForAdmins(NotificationContext now, AccountEvent.ResetRequested event) {
    return composer.toAdmin(
        NotificationKind.RESET_ASKED_FOR_ADMINS,
        Messages.text("notice.reset-for-admins.subject"),
        Messages.text("notice.reset-for-admins." + what(event), composer.when(event.due())),
        composer.facts(
            now, named("notice.fact.by", event.by()), named("notice.fact.reason", event.reason())),
        Messages.text("notice.reset-for-admins.next"));
  }

  private static String what(AccountEvent.ResetRequested event) {
    return event.phoneLost() ? "what-and-number" : "what";
  }

  public Notification resetDone(NotificationContext now, AccountEvent.ResetDone event) {
    return reset(
        NotificationKind.RESET,
        now,
        Messages.text("notice.reset-done.subject"),
        Messages.text("notice.reset-done.what"),
        SmsText.of("sms.reset-done", installation.host(), desk.brief()),
        event.by());
  }

  public Notification resetCancelled(NotificationContext now, AccountEvent.ResetCancelled event) {
    return reset(
        NotificationKind.RESET,
        now,
        Messages.text("notice.reset-cancelled.subject"),
        Messages.text("notice.reset-cancelled.what"),
        SmsText.of("sms.reset-cancelled", installation.host(), desk.brief()),
        event.by());
  }

  private Notification reset(
      NotificationKind notificationKind,
      NotificationContext now,
      String subject,
      String what,
      String sms,
      String by) {
    return composer
        .toOwner(
            notificationKind,
            subject,
            what,
            composer.facts(now, composer.by(by)),
            Messages.text("notice.reset.not-you", desk.words()))
        .alsoBySms(sms);
  }
}

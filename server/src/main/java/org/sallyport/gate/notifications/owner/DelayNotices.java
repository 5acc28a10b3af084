package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.fact;
import static org.sallyport.gate.notifications.NotificationComposer.named;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.PlainText;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.springframework.stereotype.Component;

/** Notices of delayed changes, sent to every address of the account (rule 28). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DelayNotices {
  private static final String NUMBER = "phone";

  private final NotificationComposer composer;
  private final Desk desk;
  private final Installation installation;
  private final ChangeNames changeNames;

  public Notification waits(NotificationContext now, AccountEvent.ChangeDelayed event) {
    String what = ChangeNames.change(event.change());
    String when = composer.when(event.dueAt());
    String lost = changeNames.names(event.lost());
    return composer
        .toOwner(
            NotificationKind.CHANGE_DELAYED,
            Messages.text("notice.change-delayed.subject", what),
            Messages.text("notice.change-delayed.what", what, lost, when),
            composer.facts(now, facts(event, when)),
            Messages.text("notice.change-delayed.not-you", desk.words()))
        .alsoBySms(SmsText.of("sms.change-delayed", installation.host(), what, when, desk.brief()));
  }

  private Fact[] facts(AccountEvent.ChangeDelayed event, String when) {
    Fact takesEffect = fact("notice.fact.takes-effect", when);
    return event.to().isEmpty() && !event.change().equals(NUMBER)
        ? new Fact[] {takesEffect}
        : new Fact[] {changedTo(event), takesEffect};
  }

  private Fact changedTo(AccountEvent.ChangeDelayed event) {
    return switch (event.change()) {
      case "method" -> fact("notice.fact.changed-to", changeNames.name(event.to()));
      case NUMBER -> number(event.to());
      case "device" -> named("notice.fact.removed", event.to());
      default -> named("notice.fact.changed-to", event.to());
    };
  }

  /** The new number; a change without one removes the present number. */
  private static Fact number(String to) {
    return to.isEmpty()
        ? fact("notice.fact.changed-to", Messages.text("notice.fact.none"))
        : named("notice.fact.changed-to", to);
  }

  public Notification stopped(NotificationContext now, AccountEvent.ChangeStopped event) {
    String what = ChangeNames.change(event.change());
    return composer
        .toOwner(
            NotificationKind.CHANGE_STOPPED,
            Messages.text("notice.change-stopped.subject"),
            stopped(what, event.reason()),
            composer.facts(now),
            Messages.text("notice.change-stopped.not-you", desk.words()))
        .alsoBySms(SmsText.of("sms.change-stopped", installation.host(), what));
  }

  private static String stopped(String what, String reason) {
    return switch (reason) {
      case "owner" -> Messages.text("notice.change-stopped.by-owner", what);
      case "method used" -> Messages.text("notice.change-stopped.method-used", what);
      case "key retired" -> Messages.text("notice.change-stopped.key-retired", what);
      default -> Messages.text("notice.change-stopped.other", what, words(reason));
    };
  }

  private static String words(String reason) {
    return Messages.textOr(
        "settings.history.stop." + reason.replace(' ', '-'), PlainText.text(reason));
  }
}

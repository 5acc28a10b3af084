package org.sallyport.notifications;

import java.util.Locale;
import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.events.AccountEvent;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Component;

/** Notices of delayed changes, sent to every address of the account (rule 28). */
@Component
class DelayNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final Installation installation;
  private final ChangeNames changeNames;

  DelayNotices(
      NotificationComposer notificationComposer,
      Desk desk,
      Installation installation,
      ChangeNames changeNames) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.installation = installation;
    this.changeNames = changeNames;
  }

  Notification waits(NotificationContext notificationContext, AccountEvent.ChangeDelayed event) {
    String what = ChangeNames.change(event.change());
    String when = notificationComposer.when(event.dueAt());
    String lost = changeNames.names(event.lost());
    String stop =
        "Sign in before then, open User settings > Security and press Cancel, or turn to "
            + desk.words()
            + ".";
    return notificationComposer
        .toOwner(
            NotificationKind.CHANGE_DELAYED,
            "Your Sallyport " + what + " will be changed",
            String.format(
                Locale.ROOT,
                "Someone who is signed in as you asked to change your %s and said that this is lost: %s. The change takes"
                    + " effect at %s, unless it is stopped.",
                what,
                lost,
                when),
            notificationComposer.facts(notificationContext, facts(event, when)),
            "Someone else may have your password. " + stop + " Then change your password.")
        .alsoBySms(
            String.format(
                Locale.ROOT,
                "%s: your %s will be changed at %s. Not you? %s",
                installation.host(),
                what,
                when,
                stop));
  }

  private Fact[] facts(AccountEvent.ChangeDelayed event, String when) {
    Fact takesEffect = new Fact("Takes effect", when);
    return event.to().isEmpty()
        ? new Fact[] {takesEffect}
        : new Fact[] {changedTo(event), takesEffect};
  }

  private Fact changedTo(AccountEvent.ChangeDelayed event) {
    return switch (event.change()) {
      case "method" -> NotificationComposer.fact("Changed to", changeNames.name(event.to()));
      case "device" -> NotificationComposer.named("Removed", event.to());
      default -> NotificationComposer.named("Changed to", event.to());
    };
  }

  Notification stopped(NotificationContext notificationContext, AccountEvent.ChangeStopped event) {
    String what = ChangeNames.change(event.change());
    String why =
        switch (event.reason()) {
          case "owner" -> "It was cancelled in a session of your account.";
          case "method used" ->
              "Someone signed in with what was said to be lost. If that was not you, someone has it.";
          case "key retired" ->
              "Those who run the portal have retired the key that it was kept under. Ask for it again.";
          default -> "Reason: " + PlainText.text(event.reason()) + ".";
        };
    return notificationComposer
        .toOwner(
            NotificationKind.CHANGE_STOPPED,
            "A change of your Sallyport account was stopped",
            "Your " + what + " stays as it was. " + why,
            notificationComposer.facts(notificationContext),
            "Then someone else can act on your account. Turn to " + desk.words() + " at once.")
        .alsoBySms(
            installation.host() + ": your " + what + " stays as it was, a change was stopped.");
  }
}

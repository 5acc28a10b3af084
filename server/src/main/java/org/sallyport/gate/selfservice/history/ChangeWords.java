package org.sallyport.gate.selfservice.history;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.ActorNames;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.MethodNames;
import org.sallyport.gate.selfservice.history.HistoryRow.Grade;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Describes account changes for the login history. */
@Component
@RequiredArgsConstructor
class ChangeWords {
  private final MethodNames methodNames;
  private final ActorNames actorNames;

  /**
   * The description of a change.
   *
   * @param details the old and new value, or who made the change; null if there is nothing to add
   */
  record Line(String what, Grade grade, @Nullable String details) {
    Line(String what, @Nullable String details) {
      this(what, Grade.PLAIN, details);
    }
  }

  /** The description of an event. */
  Line of(DomainEvent event) {
    return switch (event) {
      case AccountEvent.PasswordChanged it -> new Line(text("password"), way(it.way()));
      case AccountEvent.MethodChanged it ->
          new Line(text("method"), text("values", method(it.to()), method(it.from())));
      case AccountEvent.PhoneChanged it when it.to().isEmpty() ->
          new Line(text("phone-removed"), it.from());
      case AccountEvent.PhoneChanged it -> contact("phone", it.from(), it.to());
      case AccountEvent.EmailChanged it -> contact("email", it.from(), it.to());
      case AccountEvent.SimChanged it -> new Line(text("sim-changed"), Grade.BAD, it.phone());
      case AccountEvent.SmsRiskConfirmed _ -> new Line(text("sms-risk"), null);
      case AccountEvent.DeviceLinked it ->
          new Line(text("device-linked"), Messages.listed(it.name(), method(it.method())));
      case AccountEvent.DeviceUnlinked it ->
          new Line(text("device-removed"), Messages.listed(it.name(), method(it.method())));
      case AccountEvent.RecoveryCodesMade _ -> new Line(text("codes-made"), null);
      case AccountEvent.RecoveryCodeUsed it ->
          new Line(text("code-used"), text("codes-left", it.left()));
      case AccountEvent.LanguageChanged it ->
          new Line(text("language"), text("values", language(it.to()), language(it.from())));
      case AccountEvent.OtherWaysChanged it -> new Line(text("ways"), off(it));
      default -> byOthers(event);
    };
  }

  private Line byOthers(DomainEvent event) {
    return switch (event) {
      case AccountEvent.ChangeDelayed it when isRemovalOfNumber(it) ->
          new Line(text("delayed"), text("to-remove-number"));
      case AccountEvent.ChangeDelayed it ->
          new Line(text("delayed"), text("purpose", purpose(it.change())));
      case AccountEvent.ChangeStopped it ->
          new Line(
              text("stopped"), text("purpose-and-reason", purpose(it.change()), stop(it.reason())));
      case AccountEvent.ChangeRefused it ->
          new Line(text("refused"), Grade.BAD, text("purpose", purpose(it.change())));
      case AccountEvent.ResetRequested it -> new Line(text("reset-asked"), Grade.BAD, by(it));
      case AccountEvent.ResetDone it -> new Line(text("reset-done"), Grade.BAD, by(it));
      case AccountEvent.Disabled it -> new Line(text("disabled"), Grade.BAD, by(it));
      case AccountEvent.Renamed it -> new Line(text("renamed"), text("values", it.to(), it.from()));
      default -> new Line(text(EventType.keyOf(event.getClass())), by(event));
    };
  }

  private static String language(String tag) {
    return Language.of(tag).map(Language::ownName).orElse(tag);
  }

  private static boolean isRemovalOfNumber(AccountEvent.ChangeDelayed event) {
    return event.to().isEmpty() && event.change().equals(Change.PHONE.key());
  }

  private static Line contact(String what, String from, String to) {
    return from.isEmpty()
        ? new Line(text(what + "-added"), to)
        : new Line(text(what), text("values", to, from));
  }

  /** Who did it; null if that is the owner. */
  private @Nullable String by(DomainEvent event) {
    String by = event.by();
    return by == null ? null : text("by", actorNames.forOwner(by));
  }

  /** How the password was changed; null if the way is unknown. */
  private static @Nullable String way(String way) {
    return switch (way) {
      case "settings" -> text("password-in-settings");
      case "forgotten" -> text("password-by-link");
      case "first sign-in" -> text("password-at-first");
      case "command line" -> text("password-by-operator");
      case "directory" -> text("password-in-directory");
      default -> null;
    };
  }

  private String off(AccountEvent.OtherWaysChanged event) {
    return event.off().isEmpty()
        ? text("ways-on")
        : text("ways-off", event.off().stream().map(methodNames::name).collect(Messages.listing()));
  }

  private String method(String method) {
    return method.isEmpty() ? text("no-method") : methodNames.name(method);
  }

  private static String purpose(String change) {
    return Change.of(change).map(Change::purpose).orElse(change);
  }

  /** Why a change was cancelled, from the reason in its event. */
  private static String stop(String reason) {
    return Messages.textOr("settings.history.stop." + reason.replace(' ', '-'), reason);
  }

  private static String text(String key, Object... arguments) {
    return Messages.text("settings.history.change." + key, arguments);
  }
}

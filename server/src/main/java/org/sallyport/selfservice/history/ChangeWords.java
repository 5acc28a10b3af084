package org.sallyport.selfservice.history;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Actor;
import org.sallyport.events.AccountEvent;
import org.sallyport.events.DomainEvent;
import org.sallyport.events.LockEvent;
import org.sallyport.installation.Counted;
import org.sallyport.selfservice.Change;
import org.sallyport.selfservice.MethodNames;
import org.sallyport.selfservice.history.HistoryRow.Grade;
import org.springframework.stereotype.Component;

/** Describes account changes for the login history. */
@Component
class ChangeWords {
  private final MethodNames methodNames;

  ChangeWords(MethodNames methodNames) {
    this.methodNames = methodNames;
  }

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
      case AccountEvent.PasswordChanged it -> new Line("Password changed", way(it.way()));
      case AccountEvent.MethodChanged it ->
          new Line("Method changed", "to " + method(it.to()) + ", before " + method(it.from()));
      case AccountEvent.PhoneChanged it -> contact("Mobile number", it.from(), it.to());
      case AccountEvent.EmailChanged it -> contact("E-mail address", it.from(), it.to());
      case AccountEvent.DeviceLinked it ->
          new Line("Device linked", it.name() + ", " + method(it.method()));
      case AccountEvent.DeviceUnlinked it ->
          new Line("Device removed", it.name() + ", " + method(it.method()));
      case AccountEvent.RecoveryCodesMade it -> new Line("Recovery codes made", null);
      case AccountEvent.RecoveryCodeUsed it ->
          new Line("Recovery code used", Counted.of(it.left(), "code is left", "codes are left"));
      case AccountEvent.ActivationCodeUsed it -> new Line("Activation code used", null);
      case AccountEvent.WaysChanged it -> new Line("Other ways changed", off(it));
      default -> byOthers(event);
    };
  }

  private Line byOthers(DomainEvent event) {
    return switch (event) {
      case AccountEvent.ChangeDelayed it -> new Line("Change waits", "to " + purpose(it.change()));
      case AccountEvent.ChangeStopped it ->
          new Line("Change stopped", "to " + purpose(it.change()) + ", " + it.reason());
      case AccountEvent.ChangeRefused it ->
          new Line("Change refused", Grade.BAD, "to " + purpose(it.change()));
      case AccountEvent.ActivationCodeMade it -> new Line("Activation code made", by(it.by()));
      case AccountEvent.ResetAsked it -> new Line("Reset asked for", Grade.BAD, by(it.by()));
      case AccountEvent.ResetDone it -> new Line("Second factor reset", Grade.BAD, by(it.by()));
      case AccountEvent.ResetCancelled it -> new Line("Reset cancelled", by(it.by()));
      case AccountEvent.Disabled it -> new Line("Account disabled", Grade.BAD, by(it.by()));
      case AccountEvent.Enabled it -> new Line("Account enabled", by(it.by()));
      case LockEvent.Unlocked it -> new Line("Account unlocked", by(it.by()));
      default -> throw new IllegalArgumentException("not shown: " + event.getClass());
    };
  }

  private static Line contact(String what, String from, String to) {
    return from.isEmpty()
        ? new Line(what + " added", to)
        : new Line(what + " changed", "to " + to + ", before " + from);
  }

  private static String by(String by) {
    return "by " + Actor.forOwner(by);
  }

  /** How the password was changed; null if the way is unknown. */
  private static @Nullable String way(String way) {
    return switch (way) {
      case "settings" -> "in the settings";
      case "forgotten" -> "by a mailed link";
      case "first sign-in" -> "at your first sign-in";
      case "command line" -> "by the people who run the portal";
      default -> null;
    };
  }

  private String off(AccountEvent.WaysChanged event) {
    return event.off().isEmpty()
        ? "all open"
        : event.off().stream()
            .map(methodNames::name)
            .collect(Collectors.joining(", ", "off: ", ""));
  }

  private String method(String method) {
    return method.isEmpty() ? "none" : methodNames.name(method);
  }

  private static String purpose(String change) {
    return Change.of(change).map(Change::purpose).orElse(change);
  }
}

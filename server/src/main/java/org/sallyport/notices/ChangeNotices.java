package org.sallyport.notices;

import java.util.Objects;
import org.sallyport.access.Origin;
import org.sallyport.account.Accounts;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.delivery.Sheet.Fact;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is told of changes to an account (RULES 28). */
@Component
class ChangeNotices {
  private final Writing writing;
  private final Desk desk;
  private final Posting posting;
  private final Accounts accounts;

  ChangeNotices(Writing writing, Desk desk, Posting posting, Accounts accounts) {
    this.writing = writing;
    this.desk = desk;
    this.posting = posting;
    this.accounts = accounts;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    Origin origin = recorded.origin();
    switch (recorded.event()) {
      case AccountEvent.PasswordChanged it ->
          posting.tellOwner(it.account(), origin, this::password);
      case AccountEvent.MethodChanged it ->
          posting.tellOwner(it.account(), origin, change -> method(change, it));
      case AccountEvent.PhoneChanged it ->
          posting.tellOwner(it.account(), origin, change -> phone(change, it));
      case AccountEvent.DeviceLinked it ->
          posting.tellOwner(it.account(), origin, change -> linked(change, it));
      case AccountEvent.DeviceUnlinked it ->
          posting.tellOwner(it.account(), origin, change -> unlinked(change, it));
      case AccountEvent.ChangeRefused it ->
          posting.tellOwner(it.account(), origin, tried -> refused(tried, it));
      case AccountEvent.EmailChanged it -> emailChanged(posting.now(it.account(), origin), it);
      default -> {}
    }
  }

  /**
   * The old address is told now, the new one when the transaction ends: the event is recorded
   * before the row changes.
   */
  private void emailChanged(Happening change, AccountEvent.EmailChanged event) {
    String before = change.account().email();
    if (before != null) {
      posting.mail(before, emailBefore(change, event));
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            tellNew(change, event);
          }
        });
  }

  private void tellNew(Happening change, AccountEvent.EmailChanged event) {
    String now = accounts.find(event.account()).orElseThrow().email();
    if (Objects.equals(now, change.account().email())) {
      throw new IllegalStateException(
          "an EmailChanged was recorded after the row changed: the old address cannot be told");
    }
    posting.mail(now, emailNow(change, event));
  }

  private Notice password(Happening happening) {
    return change(
        Kind.PASSWORD_CHANGED,
        "Your Sallyport password was changed",
        "Your account has a new password. Remembered browsers and other sessions were ended.",
        happening);
  }

  private Notice method(Happening happening, AccountEvent.MethodChanged event) {
    return change(
        Kind.METHOD_CHANGED,
        "Your Sallyport two-factor method was changed",
        "Your account has another two-factor method.",
        happening,
        new Fact("New method", method(event.to())),
        new Fact("Before", method(event.from())));
  }

  private Notice phone(Happening happening, AccountEvent.PhoneChanged event) {
    return change(
        Kind.PHONE_CHANGED,
        "Your Sallyport mobile number was changed",
        "Your account has another mobile number. Codes by SMS go to it from now on.",
        happening,
        Writing.fact("New number", event.to()),
        Writing.fact("Before", orNone(event.from())));
  }

  private Notice linked(Happening happening, AccountEvent.DeviceLinked event) {
    return change(
        Kind.DEVICE_LINKED,
        "A device was linked to your Sallyport account",
        "Something that opens your second door was linked.",
        happening,
        Writing.named("Device", event.name()),
        new Fact("Kind", method(event.method())));
  }

  private Notice unlinked(Happening happening, AccountEvent.DeviceUnlinked event) {
    return change(
        Kind.DEVICE_UNLINKED,
        "A device was removed from your Sallyport account",
        "Something that opened your second door was removed. Remembered browsers were ended.",
        happening,
        Writing.named("Device", event.name()),
        new Fact("Kind", method(event.method())));
  }

  private Notice refused(Happening happening, AccountEvent.ChangeRefused event) {
    String what =
        switch (event.change()) {
          case "phone" -> "mobile number";
          case "email" -> "e-mail address";
          default -> Plain.text(event.change());
        };
    return writing.toOwner(
        Kind.CHANGE_REFUSED,
        "A change of your Sallyport account was refused",
        "Someone who is signed in as you sent a new "
            + what
            + " without your second factor. Nothing was changed.",
        writing.facts(happening),
        "Then someone else uses a session of yours. Sign in, end all sessions under User settings, and change your"
            + " password.");
  }

  /** To the address that it was. */
  private Notice emailBefore(Happening happening, AccountEvent.EmailChanged event) {
    return change(
        Kind.EMAIL_CHANGED,
        "Your Sallyport e-mail address was changed",
        "Your account has another e-mail address. This is the last message about it to the old one.",
        happening,
        Writing.fact("New address", event.to()));
  }

  /** To the address that it is now. */
  private Notice emailNow(Happening happening, AccountEvent.EmailChanged event) {
    return change(
        Kind.EMAIL_IS_HERE,
        "This is now your Sallyport e-mail address",
        "Messages about your account, and codes by e-mail, come to this address from now on.",
        happening,
        Writing.fact("Before", orNone(event.from())));
  }

  private Notice change(
      Kind kind, String subject, String what, Happening happening, Fact... facts) {
    return writing.toOwner(
        kind,
        subject,
        what,
        writing.facts(happening, facts),
        "Then someone else can act on your account. Turn to "
            + desk.words()
            + " at once, so that it can be undone.");
  }

  private static String method(String method) {
    return switch (method) {
      case "" -> "none";
      case "none" -> "none: your password alone opens your account";
      case "sms" -> "One-Time-Password by SMS";
      case "email" -> "One-Time-Password by e-mail";
      case "app" -> "Sallyport Authenticator app";
      case "passkey" -> "Passkey";
      case "totp" -> "One-Time-Password from an authenticator app";
      default -> Plain.text(method);
    };
  }

  private static String orNone(String before) {
    return before.isEmpty() ? "none" : before;
  }
}

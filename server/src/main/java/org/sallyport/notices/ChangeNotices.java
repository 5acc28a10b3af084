package org.sallyport.notices;

import java.time.Instant;
import java.util.stream.Collectors;
import org.sallyport.access.Origin;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.delivery.MessageBody.Fact;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is told of changes to an account other than its contacts (rule 28). */
@Component
class ChangeNotices {
  private final Writing writing;
  private final Desk desk;
  private final Posting posting;
  private final DelayNotices delayed;

  ChangeNotices(Writing writing, Desk desk, Posting posting, DelayNotices delayed) {
    this.writing = writing;
    this.desk = desk;
    this.posting = posting;
    this.delayed = delayed;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    Origin origin = recorded.origin();
    switch (recorded.event()) {
      case AccountEvent.PasswordChanged it ->
          posting.tellOwner(it.account(), origin, change -> password(change, it));
      case AccountEvent.MethodChanged it ->
          posting.tellOwner(it.account(), origin, change -> method(change, it));
      case AccountEvent.DeviceLinked it ->
          posting.tellOwner(it.account(), origin, change -> linked(change, it));
      case AccountEvent.DeviceUnlinked it ->
          posting.tellOwner(it.account(), origin, change -> unlinked(change, it));
      case AccountEvent.ChangeDelayed it ->
          posting.tellOwner(it.account(), origin, change -> delayed.waits(change, it));
      case AccountEvent.ChangeStopped it ->
          posting.tellOwner(it.account(), origin, change -> delayed.stopped(change, it));
      case AccountEvent.WaysChanged it ->
          posting.tellOwner(it.account(), origin, change -> ways(change, it));
      case AccountEvent.RoleChanged it ->
          posting.tellOwner(it.account(), origin, change -> role(change, it));
      case AccountEvent.ChangeRefused it ->
          posting.tellOwner(it.account(), origin, tried -> refused(tried, it));
      default -> {}
    }
  }

  private Notice password(Happening happening, AccountEvent.PasswordChanged event) {
    if (event.way().equals("forgotten")) {
      return forgotten(happening);
    }
    return change(
        Kind.PASSWORD_CHANGED,
        "Your Sallyport password was changed",
        "Your account has a new password. Remembered browsers and other sessions were ended.",
        happening);
  }

  /** The mailbox may be somebody else's, so the number is told, too. */
  private Notice forgotten(Happening happening) {
    String text =
        "Your account has a new password, set by a link that was mailed to you. Remembered browsers and all sessions"
            + " were ended.";
    Instant from = happening.account().emailCodeFrom();
    String waits =
        from == null || !happening.at().isBefore(from)
            ? ""
            : " A code by e-mail opens your account from " + writing.when(from) + " on.";
    return change(
            Kind.PASSWORD_CHANGED, "Your Sallyport password was changed", text + waits, happening)
        .alsoBySms(
            "Your password was changed by a mailed link. Not you? Turn to " + desk.words() + ".");
  }

  private Notice method(Happening happening, AccountEvent.MethodChanged event) {
    return change(
        Kind.METHOD_CHANGED,
        "Your Sallyport two-factor method was changed",
        "Your account has another two-factor method.",
        happening,
        new Fact("New method", Methods.name(event.to())),
        new Fact("Before", Methods.name(event.from())));
  }

  private Notice ways(Happening happening, AccountEvent.WaysChanged event) {
    String off =
        event.off().isEmpty()
            ? "none"
            : event.off().stream().map(Methods::name).collect(Collectors.joining(", "));
    return change(
        Kind.METHOD_CHANGED,
        "The other ways to sign in to your Sallyport account were changed",
        "The codes that can be used in place of your method were turned off or on.",
        happening,
        new Fact("Off now", off));
  }

  private Notice linked(Happening happening, AccountEvent.DeviceLinked event) {
    return change(
        Kind.DEVICE_LINKED,
        "A device was linked to your Sallyport account",
        "Something that opens your second door was linked.",
        happening,
        Writing.named("Device", event.name()),
        new Fact("Kind", Methods.name(event.method())));
  }

  private Notice unlinked(Happening happening, AccountEvent.DeviceUnlinked event) {
    return change(
        Kind.DEVICE_UNLINKED,
        "A device was removed from your Sallyport account",
        "Something that opened your second door was removed. Remembered browsers were ended.",
        happening,
        Writing.named("Device", event.name()),
        new Fact("Kind", Methods.name(event.method())));
  }

  private Notice role(Happening happening, AccountEvent.RoleChanged event) {
    return change(
        Kind.ROLE_CHANGED,
        "The role of your Sallyport account was changed",
        "The people who run the portal gave your account another role. All its sessions were ended.",
        happening,
        new Fact("New role", event.to()),
        new Fact("Before", event.from()));
  }

  private Notice refused(Happening happening, AccountEvent.ChangeRefused event) {
    String what = Methods.change(event.change());
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

  private Notice change(
      Kind kind, String subject, String what, Happening happening, Fact... facts) {
    return writing.toOwner(kind, subject, what, writing.facts(happening, facts), desk.canUndo());
  }
}

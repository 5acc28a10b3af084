package org.sallyport.notices;

import org.sallyport.access.Actor;
import org.sallyport.access.Origin;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AppEvent;
import org.sallyport.audit.BrowserEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.audit.SignInEvent;
import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.installation.Installation;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is told of copied cookies, sign-ins that were somebody else's, and resets (rules 21, 36,
 * 39).
 */
@Component
class RecoveryNotices {
  private final Writing writing;
  private final Desk desk;
  private final Installation installation;
  private final Posting posting;

  RecoveryNotices(Writing writing, Desk desk, Installation installation, Posting posting) {
    this.writing = writing;
    this.desk = desk;
    this.installation = installation;
    this.posting = posting;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    Origin origin = recorded.origin();
    switch (recorded.event()) {
      case BrowserEvent.CopyPresented it ->
          posting.tellOwner(it.account(), origin, this::copiedCookie);
      case SignInEvent.NotMe it -> {
        Happening report = posting.tellOwner(it.account(), origin, this::notMe);
        posting.toAdmins(notMeForAdmins(report));
      }
      case AccountEvent.RecoveryCodesMade it ->
          posting.tellOwner(it.account(), origin, this::codesMade);
      case AccountEvent.RecoveryCodeUsed it ->
          posting.tellOwner(it.account(), origin, used -> codeUsed(used, it));
      case AccountEvent.ActivationCodeMade it ->
          posting.tellOwner(it.account(), origin, made -> activationMade(made, it));
      case AccountEvent.ActivationCodeUsed it ->
          posting.tellOwner(it.account(), origin, this::activationUsed);
      case AppEvent.NotMe it -> {
        Happening report = posting.tellOwner(it.account(), origin, this::notMe);
        posting.toAdmins(notMeForAdmins(report));
      }
      case AccountEvent.ResetAsked it -> {
        Happening asked = posting.tellOwner(it.account(), origin, reset -> resetAsked(reset, it));
        posting.toAdmins(resetForAdmins(asked, it));
      }
      case AccountEvent.ResetDone it ->
          posting.tellOwner(it.account(), origin, reset -> resetDone(reset, it));
      case AccountEvent.ResetCancelled it ->
          posting.tellOwner(it.account(), origin, reset -> resetCancelled(reset, it));
      default -> {}
    }
  }

  private Notice codesMade(Happening happening) {
    return writing.toOwner(
        Kind.RECOVERY_CODES_MADE,
        "New recovery codes of your Sallyport account",
        "Ten new recovery codes were made. Older ones count no more.",
        writing.facts(happening),
        "Then someone else can act on your account. Turn to "
            + desk.words()
            + " at once, so that it can be undone.");
  }

  private Notice codeUsed(Happening happening, AccountEvent.RecoveryCodeUsed event) {
    return writing.toOwner(
        Kind.RECOVERY_CODE_USED,
        "A recovery code of your Sallyport account was used",
        "A recovery code stood in for your second factor.",
        writing.facts(happening, new Fact("Codes left", Integer.toString(event.left()))),
        "Then someone else has your password and your recovery codes. Change your password, make new codes, and turn"
            + " to "
            + desk.words()
            + " at once.");
  }

  private Notice activationMade(Happening happening, AccountEvent.ActivationCodeMade event) {
    return writing.toOwner(
        Kind.ACTIVATION_CODE_MADE,
        "An activation code for your Sallyport account was made",
        "With your password it lets you sign in once and link your first device. You get it by letter or from the"
            + " desk.",
        writing.facts(happening, Writing.named("By", Actor.forOwner(event.by()))),
        "If you did not expect one, or it does not arrive, turn to " + desk.words() + ".");
  }

  private Notice activationUsed(Happening happening) {
    return writing.toOwner(
        Kind.ACTIVATION_CODE_USED,
        "The activation code of your Sallyport account was used",
        "Your activation code stood in for your second factor. It counts no more.",
        writing.facts(happening),
        "Then someone else has your password and your letter. Turn to "
            + desk.words()
            + " at once.");
  }

  private Notice copiedCookie(Happening happening) {
    return writing.toOwner(
        Kind.COPIED_COOKIE,
        "A remembered browser of yours was copied",
        "Something came with an old value of a browser you had remembered, so someone may hold a copy of"
            + " it. That browser is forgotten: it is asked for a code again, and so is the copy.",
        writing.facts(happening),
        "Then someone may know your password too. Sign in and change it now, or turn to "
            + desk.words()
            + ".");
  }

  private Notice notMe(Happening happening) {
    return writing.toOwner(
        Kind.NOT_ME,
        "You reported a sign-in to your Sallyport account",
        "You said that a sign-in was not yours. Whatever it had opened was ended. If you have not done"
            + " so, change your password now: someone else knows it.",
        writing.facts(happening),
        "Then someone else is in your account. Turn to " + desk.words() + " at once.");
  }

  private Notice notMeForAdmins(Happening happening) {
    return writing.toAdmin(
        Kind.NOT_ME_FOR_ADMINS,
        "A sign-in to Sallyport was reported as not the owner's",
        "The owner of an account says that a sign-in was not theirs. Whatever it had opened was ended.",
        writing.facts(happening),
        "Find out from the login history where it came from, and see that the password is changed.");
  }

  private Notice resetAsked(Happening happening, AccountEvent.ResetAsked event) {
    return reset(
        Kind.RESET_ASKED,
        happening,
        "A reset of your second factor was asked for",
        "An administrator asked to reset the second factor of your account. It happens when a second"
            + " administrator confirms it, or after a waiting time. Until then it can be cancelled.",
        event.by());
  }

  private Notice resetForAdmins(Happening happening, AccountEvent.ResetAsked event) {
    return writing.toAdmin(
        Kind.RESET_ASKED_FOR_ADMINS,
        "A reset of a second factor waits for an admin",
        "A reset of an account's second factor was asked for. It takes effect after a waiting time, or when an admin"
            + " other than the one who asked confirms it.",
        writing.facts(
            happening, Writing.named("By", event.by()), Writing.named("Reason", event.reason())),
        "Sign in and open Administration, Resets. If it should not be, cancel it there.");
  }

  private Notice resetDone(Happening happening, AccountEvent.ResetDone event) {
    return reset(
        Kind.RESET,
        happening,
        "Your second factor was reset",
        "The second factor of your account was reset. All sessions and remembered browsers were ended."
            + " At your next sign-in you choose a method anew.",
        event.by());
  }

  private Notice resetCancelled(Happening happening, AccountEvent.ResetCancelled event) {
    return reset(
        Kind.RESET,
        happening,
        "The reset of your second factor was cancelled",
        "The second factor of your account stays as it was.",
        event.by());
  }

  private Notice reset(Kind kind, Happening happening, String subject, String what, String by) {
    String ifNot = "If you did not ask for this, turn to " + desk.words() + " at once.";
    return writing
        .toOwner(
            kind,
            subject,
            what,
            writing.facts(happening, Writing.named("By", Actor.forOwner(by))),
            ifNot)
        .alsoBySms(installation.host() + ": " + subject + ". " + ifNot);
  }
}

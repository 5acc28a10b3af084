package org.sallyport.notices;

import org.sallyport.access.Origin;
import org.sallyport.audit.LockEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.installation.Counted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is told of wrong codes and the lock (rules 15, 18). */
@Component
class LockNotices {
  private final Writing writing;
  private final Desk desk;
  private final Posting posting;

  LockNotices(Writing writing, Desk desk, Posting posting) {
    this.writing = writing;
    this.desk = desk;
    this.posting = posting;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    Origin origin = recorded.origin();
    switch (recorded.event()) {
      case LockEvent.Locked it -> {
        Happening lock = posting.tellOwner(it.account(), origin, now -> locked(now, it));
        posting.toAdmins(lockedForAdmins(lock, it));
      }
      case LockEvent.ManyWrongCodes it -> {
        Happening guess = posting.tellOwner(it.account(), origin, now -> manyWrongCodes(now, it));
        posting.toAdmins(manyWrongCodesForAdmins(guess, it));
      }
      default -> {}
    }
  }

  private Notice locked(Happening happening, LockEvent.Locked event) {
    return writing.toOwner(
        Kind.LOCKED,
        "Your Sallyport account is locked",
        "Too many wrong codes in a row were entered for your account. Nobody can sign in to it now, not"
            + " even with the right code. To have it unlocked, turn to "
            + desk.words()
            + " and give the reference below.",
        writing.facts(happening, Writing.fact("Reference", event.reference())),
        "Then someone knows your password. Say so when you ask for the unlocking, and change your"
            + " password as soon as the account is open again.");
  }

  private Notice lockedForAdmins(Happening happening, LockEvent.Locked event) {
    return writing.toAdmin(
        Kind.LOCKED_FOR_ADMINS,
        "A Sallyport account is locked",
        "Too many wrong codes in a row were entered for an account. Whoever entered them knew its"
            + " password.",
        writing.facts(happening, Writing.fact("Reference", event.reference())),
        "The owner may call. Unlock the account only after you have made sure that it is they. Did they"
            + " not enter the codes themselves, have them change the password.");
  }

  private Notice manyWrongCodes(Happening happening, LockEvent.ManyWrongCodes event) {
    return writing.toOwner(
        Kind.MANY_WRONG_CODES,
        "Many wrong codes for your Sallyport account",
        "In the last 30 days "
            + Counted.of(event.in30Days(), "wrong code was", "wrong codes were")
            + " entered for your account, each after the right password. From now on"
            + " there is a wait before every code.",
        writing.facts(happening),
        "Then someone knows your password. Sign in and change it now, or turn to "
            + desk.words()
            + ".");
  }

  private Notice manyWrongCodesForAdmins(Happening happening, LockEvent.ManyWrongCodes event) {
    return writing.toAdmin(
        Kind.MANY_WRONG_CODES_FOR_ADMINS,
        "Many wrong codes for a Sallyport account",
        "In the last 30 days "
            + Counted.of(event.in30Days(), "wrong code was", "wrong codes were")
            + " entered for an account, each after the right password.",
        writing.facts(happening),
        "Someone may be guessing slowly. Ask the owner, and have them change the password.");
  }
}

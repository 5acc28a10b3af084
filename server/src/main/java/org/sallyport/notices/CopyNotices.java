package org.sallyport.notices;

import org.sallyport.audit.Recorded;
import org.sallyport.audit.SignedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is told of a passkey of which there seem to be two (WebAuthn, section 7.2, step 22). */
@Component
class CopyNotices {
  private final Writing writing;
  private final Desk desk;
  private final Posting posting;

  CopyNotices(Writing writing, Desk desk, Posting posting) {
    this.writing = writing;
    this.desk = desk;
    this.posting = posting;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    if (recorded.event() instanceof SignedEvent.Copied copied) {
      Happening answer =
          posting.tellOwner(copied.account(), recorded.origin(), now -> copied(now, copied));
      posting.toAdmins(copiedForAdmins(answer, copied));
    }
  }

  private Notice copied(Happening happening, SignedEvent.Copied event) {
    return writing.toOwner(
        Kind.COPIED_PASSKEY,
        "A passkey of your Sallyport account may have been copied",
        "One of your passkeys answered, and what it counts lies behind what it had counted before. That is how a copy"
            + " of it shows. The answer was not taken. Sign in by another way, remove this passkey under User settings >"
            + " My Account > Devices, and link a new one.",
        writing.facts(happening, Writing.named("Passkey", event.device())),
        "Then someone else has a copy. Remove the passkey now, or turn to " + desk.words() + ".");
  }

  private Notice copiedForAdmins(Happening happening, SignedEvent.Copied event) {
    return writing.toAdmin(
        Kind.COPIED_PASSKEY_FOR_ADMINS,
        "A passkey of a Sallyport account may have been copied",
        "A passkey answered, and its count of signatures lies behind one that was seen before. The answer was not"
            + " taken.",
        writing.facts(happening, Writing.named("Passkey", event.device())),
        "Ask the owner. Did they not answer themselves, have them remove the passkey; if they cannot sign in any more,"
            + " reset their second factor.");
  }
}

package org.sallyport.audit;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/**
 * Something that happened and is kept. The components of an event are its details; none of them is
 * ever a password, a code, a token or a whole address of a person.
 */
public sealed interface AuditEvent
    permits AccountEvent,
        AppEvent,
        SignInEvent,
        CodeEvent,
        SignedEvent,
        LockEvent,
        BrowserEvent,
        StudyEvent,
        SystemEvent {

  /** Whose account it concerns; null for a stranger or the installation. */
  default @Nullable AccountId account() {
    return null;
  }

  /** The sign-in it happened in; null outside one. */
  default @Nullable SignInId signIn() {
    return null;
  }
}

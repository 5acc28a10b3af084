package org.sallyport.audit;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/**
 * An event of the audit log. The components of an event are its details; none of them is ever a
 * password, a code, a token or a person's complete address.
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

  /** The account concerned; null for an unknown account or the installation. */
  default @Nullable AccountId account() {
    return null;
  }

  /** The sign-in in which it happened; null outside one. */
  default @Nullable SignInId signIn() {
    return null;
  }
}

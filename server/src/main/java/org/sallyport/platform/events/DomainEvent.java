package org.sallyport.platform.events;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * Something that happened. Its components are the details that the audit log keeps; none of them is
 * ever a password, a code, a token or a person's complete address. A component that only the
 * consequences need is marked {@code @JsonIgnore} and is not recorded.
 */
public sealed interface DomainEvent
    permits AccountEvent,
        AppEvent,
        SignInEvent,
        CodeEvent,
        GroupEvent,
        SignedEvent,
        LockEvent,
        BrowserEvent,
        ApplicationEvent,
        KeyEvent,
        StudyEvent,
        ShareEvent,
        SystemEvent {

  /** The name of a type in the audit log and in metrics, for example "SignInEvent.Completed". */
  static String typeOf(Class<? extends DomainEvent> type) {
    return type.getEnclosingClass().getSimpleName() + "." + type.getSimpleName();
  }

  /** The account concerned; null for an unknown account or the installation. */
  default @Nullable AccountId account() {
    return null;
  }

  /** The sign-in in which it happened; null outside one. */
  default @Nullable SignInId signIn() {
    return null;
  }
}

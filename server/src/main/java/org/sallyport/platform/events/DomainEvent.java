package org.sallyport.platform.events;

import java.util.List;
import java.util.Map;
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

  /**
   * The accounts whose names stand in components, by the component, in its order: a name may belong
   * to somebody else later. Who acts in a session is known by that. Null where a name is no
   * account's.
   */
  default Map<String, List<@Nullable AccountId>> named() {
    return Map.of();
  }

  /** Who did it, as the audit log names them; null if that is the owner of the session. */
  default @Nullable String by() {
    return null;
  }

  /** The sign-in in which it happened; null outside one. */
  default @Nullable SignInId signIn() {
    return null;
  }
}

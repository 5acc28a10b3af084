package org.sallyport.platform.events;

import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/** Events of an account's lock. */
public sealed interface LockEvent extends DomainEvent {

  /**
   * The fifth consecutive wrong code.
   *
   * @param reference the reference that the owner gives to the help desk
   */
  record Locked(AccountId account, SignInId signIn, String reference) implements LockEvent {}

  record Unlocked(AccountId account, String by, String reason) implements LockEvent {}

  /**
   * Wrong codes within 30 days, consecutive or not, reached the number at which increasing waits
   * begin.
   */
  record ManyWrongCodes(AccountId account, SignInId signIn, int in30Days) implements LockEvent {}
}

package org.sallyport.audit;

import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/** The lock of an account. */
public sealed interface LockEvent extends AuditEvent {

  /**
   * The fifth wrong code in a row.
   *
   * @param reference what the owner tells the desk
   */
  record Locked(AccountId account, SignInId signIn, String reference) implements LockEvent {}

  record Unlocked(AccountId account, String by, String reason) implements LockEvent {}

  /** So many wrong codes in 30 days, consecutive or not, that waits begin to rise. */
  record ManyWrongCodes(AccountId account, SignInId signIn, int in30Days) implements LockEvent {}
}

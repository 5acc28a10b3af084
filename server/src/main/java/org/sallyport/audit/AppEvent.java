package org.sallyport.audit;

import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/** Phones with the Sallyport Authenticator. */
public sealed interface AppEvent extends AuditEvent {

  /**
   * A phone spent the secret that a settings page showed, and waits to be confirmed there.
   *
   * @param signIn the session that shows it
   * @param name as the phone calls itself
   */
  record Claimed(AccountId account, SignInId signIn, String name) implements AppEvent {}
}

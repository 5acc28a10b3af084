package org.sallyport.audit;

import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/** One-time codes. The tag names the message; it is no secret. */
public sealed interface CodeEvent extends AuditEvent {

  record Sent(AccountId account, SignInId signIn, String purpose, String channel, String tag)
      implements CodeEvent {}

  /** Nothing was sent, since a budget is used up. */
  record SendRefused(AccountId account, SignInId signIn, String purpose, String budget)
      implements CodeEvent {}

  record Accepted(AccountId account, SignInId signIn, String purpose, String tag)
      implements CodeEvent {}

  /**
   * A code was compared and was not the live one.
   *
   * @param reason wrong, superseded, expired or used
   */
  record Refused(AccountId account, SignInId signIn, String purpose, String reason)
      implements CodeEvent {}
}

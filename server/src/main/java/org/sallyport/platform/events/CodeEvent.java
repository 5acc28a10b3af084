package org.sallyport.platform.events;

import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/** Events of one-time codes. The tag identifies the message and is not secret. */
@EventArea(AuditCode.LOGIN)
public sealed interface CodeEvent extends DomainEvent {

  record Sent(AccountId account, SignInId signIn, String purpose, String channel, String tag)
      implements CodeEvent {}

  /** No code was sent, because a limit was reached. */
  @EventFacts(outcome = Outcome.REFUSED)
  record SendRefused(AccountId account, SignInId signIn, String purpose, String limit)
      implements CodeEvent {}

  record Accepted(AccountId account, SignInId signIn, String purpose, String tag)
      implements CodeEvent {}

  /**
   * A code was compared and is not the valid one.
   *
   * @param reason wrong, superseded, expired or used
   */
  @EventFacts(outcome = Outcome.REFUSED)
  record Refused(AccountId account, SignInId signIn, String purpose, String reason)
      implements CodeEvent {}
}

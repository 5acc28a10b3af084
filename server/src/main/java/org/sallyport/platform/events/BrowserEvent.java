package org.sallyport.platform.events;

import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.TrustedBrowserId;

/** Events of remembered browsers. */
@EventArea(AuditCode.LOGIN)
public sealed interface BrowserEvent extends DomainEvent {

  record Remembered(AccountId account, TrustedBrowserId browser) implements BrowserEvent {}

  record Forgotten(AccountId account, TrustedBrowserId browser, String reason)
      implements BrowserEvent {}

  /**
   * A cookie value that had been replaced was presented again: somebody has a copy. The series has
   * ended (rule 21).
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(kind = NotificationKind.COPIED_COOKIE, text = "copied-cookie")
  record CopyPresented(AccountId account, TrustedBrowserId browser) implements BrowserEvent {}
}

package org.sallyport.platform.events;

import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.TrustedBrowserId;

/** Events of remembered browsers. */
public sealed interface BrowserEvent extends DomainEvent {

  record Remembered(AccountId account, TrustedBrowserId browser) implements BrowserEvent {}

  record Forgotten(AccountId account, TrustedBrowserId browser, String reason)
      implements BrowserEvent {}

  /**
   * A cookie value that had been replaced was presented again: somebody has a copy. The series has
   * ended (rule 21).
   */
  record CopyPresented(AccountId account, TrustedBrowserId browser) implements BrowserEvent {}
}

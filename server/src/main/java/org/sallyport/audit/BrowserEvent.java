package org.sallyport.audit;

import org.sallyport.ids.AccountId;
import org.sallyport.ids.TrustedBrowserId;

/** Remembered browsers. */
public sealed interface BrowserEvent extends AuditEvent {

  record Remembered(AccountId account, TrustedBrowserId browser) implements BrowserEvent {}

  record Forgotten(AccountId account, TrustedBrowserId browser, String reason)
      implements BrowserEvent {}

  /** A value that was renewed long ago came again: somebody holds a copy. The series has ended. */
  record CopyPresented(AccountId account, TrustedBrowserId browser) implements BrowserEvent {}
}

package org.sallyport.trustedbrowser;

import org.sallyport.access.Origin;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AppEvent;
import org.sallyport.audit.AuditEvent;
import org.sallyport.audit.LockEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.ids.AccountId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends an account's remembered browsers on certain audit events, in the same transaction (rule 22).
 */
@Component
class TrustRevocation {
  private final TrustedBrowsers browsers;

  TrustRevocation(TrustedBrowsers browsers) {
    this.browsers = browsers;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    AuditEvent event = recorded.event();
    Origin origin = recorded.origin();
    switch (event) {
      case LockEvent.Locked it -> forget(it.account(), "account locked", origin);
      case AppEvent.NotMe it -> forget(it.account(), "reported by the owner", origin);
      case AccountEvent.PasswordChanged it -> forget(it.account(), "password changed", origin);
      case AccountEvent.MethodChanged it -> forget(it.account(), "method changed", origin);
      case AccountEvent.PhoneChanged it -> forget(it.account(), "phone changed", origin);
      case AccountEvent.EmailChanged it -> forget(it.account(), "e-mail changed", origin);
      case AccountEvent.RoleChanged it -> forget(it.account(), "role changed", origin);
      case AccountEvent.DeviceUnlinked it -> forget(it.account(), "device removed", origin);
      case AccountEvent.Disabled it -> forget(it.account(), "account disabled", origin);
      case AccountEvent.ResetDone it -> forget(it.account(), "second factor reset", origin);
      default -> {}
    }
  }

  private void forget(AccountId account, String reason, Origin origin) {
    browsers.forgetAll(account, reason, origin);
  }
}

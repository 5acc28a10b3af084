package org.sallyport.notifications;

import java.util.Objects;
import org.sallyport.access.Origin;
import org.sallyport.account.Accounts;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.delivery.MessageBody.Fact;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notices of a changed number or e-mail address (rule 28). Addresses are written so that mail
 * programs do not turn them into links: an attacker may own the new address's domain.
 */
@Component
class ContactNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final NotificationSender notificationSender;
  private final Accounts accounts;

  ContactNotices(
      NotificationComposer notificationComposer,
      Desk desk,
      NotificationSender notificationSender,
      Accounts accounts) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.notificationSender = notificationSender;
    this.accounts = accounts;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    Origin origin = recorded.origin();
    switch (recorded.event()) {
      case AccountEvent.PhoneChanged it ->
          notificationSender.tellOwner(it.account(), origin, change -> phone(change, it));
      case AccountEvent.EmailChanged it ->
          emailChanged(notificationSender.now(it.account(), origin), it);
      default -> {}
    }
  }

  /**
   * The old address is notified now, the new one when the transaction ends: the event is recorded
   * before the row changes.
   */
  private void emailChanged(NotificationContext change, AccountEvent.EmailChanged event) {
    String before = change.account().email();
    if (before != null) {
      notificationSender.mail(before, emailBefore(change, event));
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            tellNew(change, event);
          }
        });
  }

  private void tellNew(NotificationContext change, AccountEvent.EmailChanged event) {
    String now = accounts.find(event.account()).orElseThrow().email();
    if (Objects.equals(now, change.account().email())) {
      throw new IllegalStateException(
          "an EmailChanged was recorded after the row changed: the old address cannot be told");
    }
    notificationSender.mail(now, emailNow(change, event));
  }

  private Notification phone(
      NotificationContext notificationContext, AccountEvent.PhoneChanged event) {
    if (event.from().isEmpty()) {
      return change(
          NotificationKind.PHONE_CHANGED,
          "A mobile number was added to your Sallyport account",
          "Your account has a mobile number now. Codes by SMS go to it.",
          notificationContext,
          NotificationComposer.fact("New number", event.to()));
    }
    return change(
        NotificationKind.PHONE_CHANGED,
        "Your Sallyport mobile number was changed",
        "Your account has another mobile number. Codes by SMS go to it from now on.",
        notificationContext,
        NotificationComposer.fact("New number", event.to()),
        NotificationComposer.fact("Before", orNone(event.from())));
  }

  /** To the previous address. */
  private Notification emailBefore(
      NotificationContext notificationContext, AccountEvent.EmailChanged event) {
    return change(
        NotificationKind.EMAIL_CHANGED,
        "Your Sallyport e-mail address was changed",
        "Your account has another e-mail address. This is the last message about it to the old one.",
        notificationContext,
        NotificationComposer.named("New address", event.to()));
  }

  /** To the new address. */
  private Notification emailNow(
      NotificationContext notificationContext, AccountEvent.EmailChanged event) {
    return change(
        NotificationKind.EMAIL_IS_HERE,
        "This is now your Sallyport e-mail address",
        "Messages about your account, and codes by e-mail, come to this address from now on.",
        notificationContext,
        NotificationComposer.named("Before", orNone(event.from())));
  }

  private Notification change(
      NotificationKind notificationKind,
      String subject,
      String what,
      NotificationContext notificationContext,
      Fact... facts) {
    return notificationComposer.toOwner(
        notificationKind,
        subject,
        what,
        notificationComposer.facts(notificationContext, facts),
        desk.canUndo());
  }

  private static String orNone(String before) {
    return before.isEmpty() ? "none" : before;
  }
}

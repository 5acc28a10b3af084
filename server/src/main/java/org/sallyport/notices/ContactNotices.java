package org.sallyport.notices;

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
 * What is told of another number or address of an account (rule 28). An address is written so that
 * no mail program links it: whoever changes it may own its domain.
 */
@Component
class ContactNotices {
  private final Writing writing;
  private final Desk desk;
  private final Posting posting;
  private final Accounts accounts;

  ContactNotices(Writing writing, Desk desk, Posting posting, Accounts accounts) {
    this.writing = writing;
    this.desk = desk;
    this.posting = posting;
    this.accounts = accounts;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    Origin origin = recorded.origin();
    switch (recorded.event()) {
      case AccountEvent.PhoneChanged it ->
          posting.tellOwner(it.account(), origin, change -> phone(change, it));
      case AccountEvent.EmailChanged it -> emailChanged(posting.now(it.account(), origin), it);
      default -> {}
    }
  }

  /**
   * The old address is told now, the new one when the transaction ends: the event is recorded
   * before the row changes.
   */
  private void emailChanged(Happening change, AccountEvent.EmailChanged event) {
    String before = change.account().email();
    if (before != null) {
      posting.mail(before, emailBefore(change, event));
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            tellNew(change, event);
          }
        });
  }

  private void tellNew(Happening change, AccountEvent.EmailChanged event) {
    String now = accounts.find(event.account()).orElseThrow().email();
    if (Objects.equals(now, change.account().email())) {
      throw new IllegalStateException(
          "an EmailChanged was recorded after the row changed: the old address cannot be told");
    }
    posting.mail(now, emailNow(change, event));
  }

  private Notice phone(Happening happening, AccountEvent.PhoneChanged event) {
    if (event.from().isEmpty()) {
      return change(
          Kind.PHONE_CHANGED,
          "A mobile number was added to your Sallyport account",
          "Your account has a mobile number now. Codes by SMS go to it.",
          happening,
          Writing.fact("New number", event.to()));
    }
    return change(
        Kind.PHONE_CHANGED,
        "Your Sallyport mobile number was changed",
        "Your account has another mobile number. Codes by SMS go to it from now on.",
        happening,
        Writing.fact("New number", event.to()),
        Writing.fact("Before", orNone(event.from())));
  }

  /** To the address that it was. */
  private Notice emailBefore(Happening happening, AccountEvent.EmailChanged event) {
    return change(
        Kind.EMAIL_CHANGED,
        "Your Sallyport e-mail address was changed",
        "Your account has another e-mail address. This is the last message about it to the old one.",
        happening,
        Writing.named("New address", event.to()));
  }

  /** To the address that it is now. */
  private Notice emailNow(Happening happening, AccountEvent.EmailChanged event) {
    return change(
        Kind.EMAIL_IS_HERE,
        "This is now your Sallyport e-mail address",
        "Messages about your account, and codes by e-mail, come to this address from now on.",
        happening,
        Writing.named("Before", orNone(event.from())));
  }

  private Notice change(
      Kind kind, String subject, String what, Happening happening, Fact... facts) {
    return writing.toOwner(kind, subject, what, writing.facts(happening, facts), desk.canUndo());
  }

  private static String orNone(String before) {
    return before.isEmpty() ? "none" : before;
  }
}

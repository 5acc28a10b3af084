package org.sallyport.gate.accountrecovery.forgotten;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.accountrecovery.AccountRecoveryProperties;
import org.sallyport.gate.accountrecovery.LinkLimits;
import org.sallyport.gate.accountrecovery.LinkMails;
import org.sallyport.gate.accountrecovery.LinkPurpose;
import org.sallyport.gate.accountrecovery.MailedLinks;
import org.sallyport.gate.accountrecovery.forgotten.PasswordRequests.Request;
import org.sallyport.gate.directory.DirectoryPasswordChange;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent.ActivationSent;
import org.sallyport.platform.events.AccountEvent.PasswordLinkSent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails links for forgotten passwords. An account that never had a password is sent its activation
 * link again; one with the password of a directory that is not set here is told whom to ask.
 */
@Component
@RequiredArgsConstructor
class PasswordLinkMailer {
  /**
   * Older requests, left over from a downtime, are dropped: a late mail would confuse its
   * recipient.
   */
  private static final Duration MAX_REQUEST_AGE = Duration.ofHours(1);

  private final Accounts accounts;
  private final MailedLinks mailedLinks;
  private final LinkMails mails;
  private final LinkLimits limits;
  private final DirectoryPasswordChange directories;
  private final DomainEvents events;
  private final AccountRecoveryProperties properties;
  private final Clock clock;

  /**
   * Mails a link if the account exists, is enabled, has an e-mail address, and the limits allow it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void write(Request request) {
    if (request.createdAt().plus(MAX_REQUEST_AGE).isAfter(clock.instant())) {
      accounts
          .findByUsername(request.name())
          .map(account -> accounts.hold(account.id()))
          .filter(held -> !held.account().isDisabled())
          .ifPresent(held -> write(held, request));
    }
  }

  private void write(HeldAccount held, Request request) {
    String to = held.account().email();
    if (to == null
        || !limits.takeMail(held.account(), to, request.origin(), request.knownBrowser())) {
      return;
    }
    if (held.account().directory() != null && !directories.isReset(held.account())) {
      mails.directoryPassword(held.account(), to);
    } else if (!held.account().isActivated()) {
      mailActivationLink(held, to, request.origin());
    } else {
      mailPasswordLink(held, to, request.origin());
    }
  }

  private void mailActivationLink(HeldAccount held, String to, Origin origin) {
    Account account = held.account();
    Instant until = clock.instant().plus(properties.activationLinkTtl());
    mails.activation(account, to, mailedLinks.make(held, LinkPurpose.ACTIVATION, until), until);
    events.publish(new ActivationSent(held.id(), account.username(), null), origin);
  }

  private void mailPasswordLink(HeldAccount held, String to, Origin origin) {
    Instant until = clock.instant().plus(properties.passwordLinkTtl());
    String token = mailedLinks.make(held, LinkPurpose.PASSWORD, until);
    mails.password(held.account(), to, token, until);
    events.publish(new PasswordLinkSent(held.id()), origin);
  }
}

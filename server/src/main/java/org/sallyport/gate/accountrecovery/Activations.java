package org.sallyport.gate.accountrecovery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.accountrecovery.Invitation.Active;
import org.sallyport.gate.accountrecovery.Invitation.Disabled;
import org.sallyport.gate.accountrecovery.Invitation.NoEmail;
import org.sallyport.gate.accountrecovery.Invitation.Sent;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent.ActivationSent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends activation links, by which the owners of new accounts set their own password (rule 40). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Activations {
  private final Accounts accounts;
  private final MailedLinks mailedLinks;
  private final LinkMails mails;
  private final DomainEvents events;
  private final AccountRecoveryProperties properties;
  private final Clock clock;

  /** Mails a new link, without a reason. */
  @Transactional
  public Invitation invite(AccountId id, String by, Origin origin) {
    return invite(id, by, null, origin);
  }

  /**
   * Mails a new link; an earlier one no longer works.
   *
   * @param by who sends it, as named in the audit log
   * @param reason for the audit log
   */
  @Transactional
  public Invitation invite(AccountId id, String by, @Nullable String reason, Origin origin) {
    HeldAccount held = accounts.hold(id);
    String to = held.account().email();
    if (held.account().isActivated()) {
      return new Active();
    }
    if (held.account().isDisabled()) {
      return new Disabled();
    }
    if (to == null) {
      return new NoEmail();
    }
    Instant until = clock.instant().plus(properties.activationLinkTtl());
    mails.activation(
        held.account(), to, mailedLinks.make(held, LinkPurpose.ACTIVATION, until), until);
    events.publish(new ActivationSent(id, by, reason), origin);
    return new Sent(until);
  }

  /** Until when the mailed link is valid; empty if there is none. */
  public Optional<Instant> invitedUntil(AccountId id) {
    return mailedLinks.openUntil(id, LinkPurpose.ACTIVATION);
  }

  /** Whether a valid link exists. */
  public boolean isInvited(AccountId id) {
    return mailedLinks.isOpen(id, LinkPurpose.ACTIVATION);
  }
}

package org.sallyport.gate.accountrecovery;

import java.time.Clock;
import java.util.Optional;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.ContactWaits;
import org.sallyport.gate.account.password.NewPassword;
import org.sallyport.gate.account.password.NewPassword.Fine;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.accountrecovery.PasswordSet.AgainstRules;
import org.sallyport.gate.accountrecovery.PasswordSet.Changed;
import org.sallyport.gate.accountrecovery.PasswordSet.LinkVoid;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent.Activated;
import org.sallyport.platform.events.AccountEvent.PasswordChanged;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets passwords by mailed links. A new password signs nobody in, unlocks nothing and changes no
 * second factor (rule 38); its event ends sessions and remembered browsers.
 */
@Component
class NewPasswords {
  private final Accounts accounts;
  private final ContactWaits waits;
  private final MailedLinks mailedLinks;
  private final PasswordRules rules;
  private final Passwords passwords;
  private final AccountRecoveryProperties properties;
  private final DomainEvents events;
  private final Clock clock;

  NewPasswords(
      Accounts accounts,
      ContactWaits waits,
      MailedLinks mailedLinks,
      PasswordRules rules,
      Passwords passwords,
      AccountRecoveryProperties properties,
      DomainEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.waits = waits;
    this.mailedLinks = mailedLinks;
    this.rules = rules;
    this.passwords = passwords;
    this.properties = properties;
    this.events = events;
    this.clock = clock;
  }

  /** The account whose password a link can set; empty if the link is not valid. */
  Optional<Account> owner(LinkPurpose linkPurpose, String token) {
    return mailedLinks
        .owner(linkPurpose, token)
        .flatMap(accounts::find)
        .filter(account -> isOpenTo(linkPurpose, account));
  }

  /** The mark of the form in which the owner of a link sets a password. */
  String mark(LinkPurpose linkPurpose, Account owner) {
    return mailedLinks.mark(owner.id(), linkPurpose);
  }

  /**
   * Whether a form with that mark was shown for the owner of the link. Also true if the link is not
   * valid: then nothing is set, and the page says why.
   */
  boolean isOfOwner(LinkPurpose linkPurpose, String token, String mark) {
    return owner(linkPurpose, token)
        .map(account -> mailedLinks.isMark(mark, account.id(), linkPurpose))
        .orElse(true);
  }

  /** Sets the password. It is hashed only by the one request that uses the link. */
  @Transactional
  PasswordSet set(LinkPurpose linkPurpose, String token, String password, Origin origin) {
    Optional<AccountId> owner = mailedLinks.owner(linkPurpose, token);
    if (owner.isEmpty()) {
      return new LinkVoid();
    }
    HeldAccount held = accounts.hold(owner.get());
    NewPassword looked = rules.check(password, held.account());
    if (owner(linkPurpose, token).isEmpty()) {
      return new LinkVoid();
    }
    if (!(looked instanceof Fine)) {
      return new AgainstRules(looked);
    }
    if (!mailedLinks.use(held, linkPurpose, token)) {
      return new LinkVoid();
    }
    accounts.setPassword(held, passwords.hash(password), clock.instant());
    switch (linkPurpose) {
      case ACTIVATION -> events.publish(new Activated(held.id()), origin);
      case PASSWORD -> replaced(held, origin);
    }
    return new Changed();
  }

  /**
   * Suspends codes by e-mail for a while: the mailbox was used to set the password, so it must not
   * serve as the second factor too (rule 38).
   */
  private void replaced(HeldAccount held, Origin origin) {
    if (properties.emailCodeDelay().isPositive()) {
      waits.blockEmailCodes(held, clock.instant().plus(properties.emailCodeDelay()));
    }
    events.publish(new PasswordChanged(held.id(), null, "forgotten"), origin);
  }

  private static boolean isOpenTo(LinkPurpose linkPurpose, Account account) {
    boolean active = account.isActivated();
    return !account.isDisabled()
        && account.directory() == null
        && active == (linkPurpose == LinkPurpose.PASSWORD);
  }
}

package org.sallyport.gate.accountrecovery;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.ContactWaits;
import org.sallyport.gate.account.password.NewPassword;
import org.sallyport.gate.account.password.NewPassword.Fine;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.accountrecovery.PasswordSet.Changed;
import org.sallyport.gate.accountrecovery.PasswordSet.LinkVoid;
import org.sallyport.gate.accountrecovery.PasswordSet.Refused;
import org.sallyport.gate.directory.DirectoryPasswordChange;
import org.sallyport.gate.directory.DirectoryPeople;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent.Activated;
import org.sallyport.platform.events.AccountEvent.PasswordChanged;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets passwords by mailed links. A new password signs nobody in, unlocks nothing and changes no
 * second factor (rule 38); its event ends sessions and remembered browsers.
 */
@Component
@RequiredArgsConstructor
class NewPasswords {
  private final Accounts accounts;
  private final ContactWaits waits;
  private final MailedLinks mailedLinks;
  private final PasswordRules rules;
  private final Passwords passwords;
  private final DirectoryPasswordChange directories;
  private final DirectoryPeople people;
  private final AccountRecoveryProperties properties;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

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

  /** Sets the password, the account's own or that of its directory. */
  PasswordSet set(LinkPurpose linkPurpose, String token, String password, Origin origin) {
    Optional<Account> owner = owner(linkPurpose, token);
    if (owner.isEmpty()) {
      return new LinkVoid();
    }
    return owner.get().directory() == null
        ? held(owner.get(), held -> setOwn(held, linkPurpose, token, password, origin))
        : setInDirectory(owner.get(), linkPurpose, token, password, origin);
  }

  private <T> T held(Account account, Function<HeldAccount, T> work) {
    return Objects.requireNonNull(
        transaction.execute(status -> work.apply(accounts.hold(account.id()))));
  }

  /** Whether the link is valid for the account whose row is held, with the same directory. */
  private boolean isFor(
      HeldAccount held, LinkPurpose linkPurpose, String token, @Nullable String directory) {
    return owner(linkPurpose, token).filter(it -> it.id().equals(held.id())).isPresent()
        && Objects.equals(held.account().directory(), directory);
  }

  /** The password is hashed only by the one request that uses the link. */
  private PasswordSet setOwn(
      HeldAccount held, LinkPurpose linkPurpose, String token, String password, Origin origin) {
    NewPassword looked = rules.check(password, held.account());
    if (!isFor(held, linkPurpose, token, null)) {
      return new LinkVoid();
    }
    if (!(looked instanceof Fine)) {
      return new Refused(looked.words());
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
   * The link is used before the directory is asked, so that one request of several asks it, and is
   * given back if it refuses.
   */
  private PasswordSet setInDirectory(
      Account account, LinkPurpose linkPurpose, String token, String password, Origin origin) {
    if (password.isEmpty()) {
      return new Refused(Messages.text("directory.password.reset-policy"));
    }
    boolean used =
        held(
            account,
            held ->
                isFor(held, linkPurpose, token, account.directory())
                    && mailedLinks.use(held, linkPurpose, token));
    if (!used) {
      return new LinkVoid();
    }
    return switch (directories.reset(account, password)) {
      case DirectoryPasswordChange.Result.Changed _ ->
          held(
              account,
              held -> {
                people.requireChange(held, false);
                replaced(held, origin);
                return new Changed();
              });
      case DirectoryPasswordChange.Result.Refused(String words) ->
          held(
              account,
              held -> {
                mailedLinks.giveBack(held, linkPurpose, token);
                return new Refused(words);
              });
      case DirectoryPasswordChange.Result.WrongOld _, DirectoryPasswordChange.Result.Throttled _ ->
          throw new IllegalStateException("no password was asked for");
    };
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

  private boolean isOpenTo(LinkPurpose linkPurpose, Account account) {
    boolean active = account.isActivated();
    return !account.isDisabled()
        && (account.directory() == null || directories.isReset(account))
        && active == (linkPurpose == LinkPurpose.PASSWORD);
  }
}

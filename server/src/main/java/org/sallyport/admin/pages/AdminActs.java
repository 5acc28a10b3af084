package org.sallyport.admin.pages;

import java.util.Optional;
import java.util.function.Function;
import org.sallyport.access.Actor;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.account.Usernames;
import org.sallyport.ids.AccountId;
import org.sallyport.installation.DurationText;
import org.sallyport.messages.Messages;
import org.sallyport.secondfactor.FreshFactor;
import org.sallyport.session.SignIn;
import org.sallyport.session.SignIns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Operations of admins on other accounts, in their own sessions. Account and session are read again
 * in the operation's transaction, because either may have ended since the request arrived.
 */
@Component
class AdminActs {
  private final Accounts accounts;
  private final SignIns signIns;
  private final FreshFactor freshness;

  AdminActs(Accounts accounts, SignIns signIns, FreshFactor freshness) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.freshness = freshness;
  }

  /** The acting admin: the account id, and the name in the audit log. */
  record Admin(AccountId id, String name) {
    Actor actor() {
      return new Actor(id, name);
    }
  }

  /**
   * Runs an operation that requires a fresh second factor; empty, without running it, if there is
   * none (rule 28).
   */
  @Transactional
  public <T> Optional<T> fresh(Visitor visitor, Function<Admin, T> act) {
    return isFresh(visitor) ? admin(visitor).map(act) : Optional.empty();
  }

  /**
   * Runs an operation that requires a session in which the second factor was verified at some time;
   * empty, without running it, in a session opened by a remembered browser.
   */
  @Transactional
  public <T> Optional<T> confirmed(Visitor visitor, Function<Admin, T> act) {
    return isConfirmed(visitor) ? admin(visitor).map(act) : Optional.empty();
  }

  boolean isFresh(Visitor visitor) {
    Optional<Account> account = accounts.find(visitor.account());
    Optional<SignIn> session = session(visitor);
    return account.isPresent()
        && session.isPresent()
        && freshness.isFresh(account.get(), session.get());
  }

  /** Why an operation was refused. */
  String refusal(Visitor visitor) {
    boolean locked = accounts.find(visitor.account()).filter(Account::isLocked).isPresent();
    return locked
        ? Messages.text("admin.refused.locked")
        : Messages.text("admin.refused.not-fresh", DurationText.words(freshness.lasts()));
  }

  boolean isConfirmed(Visitor visitor) {
    return session(visitor).filter(it -> it.factorAt() != null).isPresent();
  }

  private Optional<SignIn> session(Visitor visitor) {
    return signIns.find(visitor.signIn()).filter(it -> it.state() == SignIn.State.COMPLETE);
  }

  private Optional<Admin> admin(Visitor visitor) {
    return accounts
        .find(visitor.account())
        .filter(it -> it.isAdmin() && !it.isDisabled() && !it.isLocked())
        .map(it -> new Admin(it.id(), Usernames.key(it.username())));
  }
}

package org.sallyport.gate.selfservice.security;

import java.time.Clock;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Checks, hashes and sets a new password. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PasswordReplacement {
  private final Accounts accounts;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final DomainEvents events;
  private final Clock clock;

  /** Why the rules do not allow the password; empty if they do. */
  String objection(String typed, Account account) {
    return rules.check(typed, account).words();
  }

  String hash(String typed) {
    return passwords.hash(typed);
  }

  /** Records that the directory has another password. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void replacedInDirectory(HeldAccount held, SignInId session, Origin origin) {
    events.publish(new AccountEvent.PasswordChanged(held.id(), session, "directory"), origin);
  }

  /** Sets a password hash. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean set(HeldAccount held, SignInId session, String hash, Origin origin) {
    accounts.setPassword(held, hash, clock.instant());
    events.publish(new AccountEvent.PasswordChanged(held.id(), session, "settings"), origin);
    return true;
  }
}

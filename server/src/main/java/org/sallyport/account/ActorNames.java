package org.sallyport.account;

import org.sallyport.access.Actor;
import org.springframework.stereotype.Component;

/** The names of those who acted on an account, as shown to its owner. */
@Component
public class ActorNames {
  private final Accounts accounts;

  ActorNames(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * The full name of a person, or words for the operators of the server.
   *
   * @param by as recorded in the audit log: a username, if a person signed in to act
   */
  public String forOwner(String by) {
    return accounts
        .findByUsername(by)
        .map(Account::name)
        .filter(name -> !name.isBlank())
        .orElseGet(() -> Actor.forOwner(by));
  }
}

package org.sallyport.gate.account;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;

/** The names of those who act on accounts, as the audit log has them and as owners see them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ActorNames {
  private final Accounts accounts;

  /** The visitor as the audit log names them: by username. */
  public static Actor actor(Visitor visitor) {
    return new Actor(visitor.account(), Usernames.key(visitor.username()));
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

package org.sallyport.gate.account;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives accounts other usernames. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Renaming {
  private final JdbcClient jdbc;
  private final DomainEvents events;

  private static final String RENAME =
      """
      update account set username = :username, username_key = :key
       where id = :account and not exists (select from account where username_key = :key and id <> :account)
      """;

  /**
   * Gives an account another username.
   *
   * @return false if another account has it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean rename(HeldAccount held, String username, Actor by, Origin origin) {
    int renamed =
        jdbc.sql(RENAME)
            .param("username", username)
            .param("key", Usernames.key(username))
            .param("account", held.id().value())
            .update();
    if (renamed == 0) {
      return false;
    }
    events.publish(
        new AccountEvent.Renamed(
            held.id(), held.account().username(), username, by.name(), by.reason()),
        origin);
    return true;
  }
}

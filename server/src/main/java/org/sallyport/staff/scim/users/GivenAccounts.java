package org.sallyport.staff.scim.users;

import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.admin.manage.IdentitySystem;
import org.sallyport.staff.apikeys.ApiKeyStore;
import org.sallyport.staff.scim.ScimBrake;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Accounts that admins give to the identity system, or take back from it. */
@Component
class GivenAccounts implements IdentitySystem {
  private final UserStore store;
  private final ApiKeyStore keys;
  private final ScimBrake brake;
  private final DomainEvents events;

  GivenAccounts(UserStore store, ApiKeyStore keys, ScimBrake brake, DomainEvents events) {
    this.store = store;
    this.keys = keys;
    this.brake = brake;
    this.events = events;
  }

  @Override
  public boolean isConnected() {
    return keys.isAnyValid(KeyScope.SCIM);
  }

  @Override
  public boolean has(AccountId account) {
    return store.has(account);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean give(HeldAccount held, Actor by, Origin origin) {
    if (!store.give(held.id(), held.account().name())) {
      return false;
    }
    events.publish(new AccountEvent.ScimGiven(held.id(), by.name(), by.reason()), origin);
    return true;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean takeBack(HeldAccount held, Actor by, Origin origin) {
    if (!store.takeBack(held.id())) {
      return false;
    }
    brake.stays(held.id());
    events.publish(new AccountEvent.ScimTakenBack(held.id(), by.name(), by.reason()), origin);
    return true;
  }
}

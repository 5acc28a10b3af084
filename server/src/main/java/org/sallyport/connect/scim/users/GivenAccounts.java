package org.sallyport.connect.scim.users;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.apikeys.ApiKey;
import org.sallyport.connect.apikeys.ApiKeyStore;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.administration.IdentitySystem;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Accounts that admins give to an identity system, or take back from it. */
@Component
@RequiredArgsConstructor
class GivenAccounts implements IdentitySystem {
  private final UserStore store;
  private final ApiKeyStore keys;
  private final DomainEvents events;

  @Override
  public Map<UUID, String> connected() {
    return keys.valid(KeyScope.SCIM).stream()
        .collect(
            Collectors.toMap(ApiKey::id, ApiKey::name, (one, other) -> one, LinkedHashMap::new));
  }

  @Override
  public boolean has(AccountId account) {
    return store.isKept(account);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean give(HeldAccount held, UUID system, Actor by, Origin origin) {
    if (!store.give(system, held.id(), held.account().name())) {
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
    events.publish(new AccountEvent.ScimTakenBack(held.id(), by.name(), by.reason()), origin);
    return true;
  }
}

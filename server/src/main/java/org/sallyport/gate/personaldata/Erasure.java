package org.sallyport.gate.personaldata;

import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.ErasedName;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.erasure.AuditErasure;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.tables.DataSubject;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases accounts that have been disabled for long enough, after the admins were told (rule 41).
 * Afterwards no table has the name, address or number of its owner, and the chain of the audit log
 * still verifies.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Erasure {
  private final AccountRegister register;
  private final Accounts accounts;
  private final IdentifyingTexts texts;
  private final AuditErasure audit;
  private final ErasedAccounts list;
  private final NewUsernames usernames;
  private final ErasureStore store;

  /**
   * Erases an account. Of two who do so at once, the second finds that it is gone.
   *
   * @param by who does it, as recorded
   */
  @Transactional
  public ErasureResult erase(AccountId id, String by, String reason, Origin origin) {
    register.takeTurn();
    if (!store.claim(id)) {
      return store.whyNot(id);
    }
    list.add(id);
    return erase(accounts.find(id).orElseThrow(), by, reason, origin);
  }

  /**
   * Erases again what a restore brought back, whatever its state.
   *
   * @return how many accounts
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int eraseAgain(String by, String reason, Origin origin) {
    register.takeTurn();
    int erased = 0;
    for (AccountId id : list.all()) {
      if (store.claimAgain(id)) {
        erase(accounts.find(id).orElseThrow(), by, reason, origin);
        erased++;
      }
    }
    return erased;
  }

  private ErasureResult erase(Account account, String by, String reason, Origin origin) {
    String pseudonym = ErasedName.of(account.id());
    IdentifyingTexts.Of owner = texts.of(account);
    Set<String> destinations = store.ofNobodyElse(account, IdentifyingTexts.destinations(account));
    DataSubject subject =
        new DataSubject(
            account.id(), account.username(), Usernames.key(account.username()), destinations);
    String name = owner.words().contains(account.name()) ? account.name() : "";
    store.removeTraces(subject, name, pseudonym);
    AuditErasure.Result erased = audit.erase(account.id(), owner.names(), owner.words(), pseudonym);
    store.delete(account.id());
    usernames.erased(account.username());
    store.publish(
        new AccountEvent.Erased(account.id(), by, erased.without().apply(reason)), origin);
    return new ErasureResult.Erased(pseudonym, erased.events());
  }
}

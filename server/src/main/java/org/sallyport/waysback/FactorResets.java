package org.sallyport.waysback;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.account.Usernames;
import org.sallyport.audit.AccountEvent.ResetAsked;
import org.sallyport.audit.AccountEvent.ResetCancelled;
import org.sallyport.audit.AccountEvent.ResetDone;
import org.sallyport.audit.AuditLog;
import org.sallyport.ids.AccountId;
import org.sallyport.waysback.Reset.Asked;
import org.sallyport.waysback.Reset.AskedBefore;
import org.sallyport.waysback.Reset.Cancelled;
import org.sallyport.waysback.Reset.Done;
import org.sallyport.waysback.Reset.NoAdmin;
import org.sallyport.waysback.Reset.NoneOpen;
import org.sallyport.waysback.Reset.SamePerson;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reset of a second factor that its owner lost (RULES 39). An admin asks for it after an
 * identity check; it is done when a second admin confirms it or the time is over, and until then
 * can be cancelled. The owner is told of each step at every address. It unlocks nothing and changes
 * no password: the next sign-in leads to the chooser.
 */
@Component
public class FactorResets {
  private final ResetStore store;
  private final Accounts accounts;
  private final AuditLog audit;
  private final WaysBackProperties properties;
  private final Clock clock;

  FactorResets(
      ResetStore store,
      Accounts accounts,
      AuditLog audit,
      WaysBackProperties properties,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.audit = audit;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Asks for a reset.
   *
   * @param by user name of the admin who asks
   * @param reason how the owner's identity was checked and why
   */
  @Transactional
  public Reset ask(AccountId id, String by, String reason, Origin origin) {
    Account held = accounts.hold(id);
    Optional<Account> admin = accounts.admin(by);
    if (admin.isEmpty()) {
      return new NoAdmin();
    }
    if (admin.get().id().equals(id)) {
      return new SamePerson();
    }
    Instant due = clock.instant().plus(properties.resetWait());
    if (!store.ask(held.id(), name(admin.get()), reason, due)) {
      return new AskedBefore();
    }
    audit.record(new ResetAsked(id, name(admin.get()), reason), origin);
    return new Asked(due);
  }

  /**
   * Confirms the open reset, which is done by that.
   *
   * @param by user name of an admin who is another than the one who asked
   */
  @Transactional
  public Reset confirm(AccountId id, String by, Origin origin) {
    accounts.hold(id);
    Optional<Account> admin = accounts.admin(by);
    if (admin.isEmpty()) {
      return new NoAdmin();
    }
    Optional<String> askedBy = store.askedBy(id);
    if (askedBy.isEmpty()) {
      return new NoneOpen();
    }
    boolean owner = admin.get().id().equals(id);
    if (owner || !finish(id, askedBy.get(), name(admin.get()), origin)) {
      return new SamePerson();
    }
    return new Done();
  }

  /**
   * Cancels the open reset.
   *
   * @param by user name of the owner or of an admin
   */
  @Transactional
  public Reset cancel(AccountId id, String by, Origin origin) {
    Account held = accounts.hold(id);
    boolean owner = Usernames.key(held.username()).equals(Usernames.key(by));
    if (!owner && accounts.admin(by).isEmpty()) {
      return new NoAdmin();
    }
    if (!store.cancel(id)) {
      return new NoneOpen();
    }
    audit.record(new ResetCancelled(id, Usernames.key(by)), origin);
    return new Cancelled();
  }

  /** Whether a reset of the account is open. */
  public boolean isOpen(AccountId id) {
    return store.askedBy(id).isPresent();
  }

  /** Does the open reset if its time is over. */
  @Transactional
  void finishIfDue(AccountId id, Origin origin) {
    accounts.hold(id);
    Optional<String> askedBy = store.askedBy(id);
    if (askedBy.isPresent()) {
      finish(id, askedBy.get(), null, origin);
    }
  }

  private boolean finish(
      AccountId id, String askedBy, @Nullable String confirmedBy, Origin origin) {
    if (!store.finish(id, confirmedBy)) {
      return false;
    }
    accounts.setMethod(id, null);
    audit.record(new ResetDone(id, askedBy, confirmedBy), origin);
    return true;
  }

  /** The form in which names are compared: two spellings are one person. */
  private static String name(Account account) {
    return Usernames.key(account.username());
  }
}

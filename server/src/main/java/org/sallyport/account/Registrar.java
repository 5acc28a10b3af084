package org.sallyport.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.ImportResult.Stored;
import org.sallyport.audit.AccountEvent.Imported;
import org.sallyport.audit.AuditLog;
import org.sallyport.ids.AccountId;
import org.sallyport.crypto.RandomValues;
import org.springframework.stereotype.Component;

/** Stores the drafts of a file. */
@Component
class Registrar {
  private final AccountRegister register;
  private final Accounts accounts;
  private final AccountChange change;
  private final AuditLog audit;
  private final RandomValues random;

  Registrar(
      AccountRegister register,
      Accounts accounts,
      AccountChange change,
      AuditLog audit,
      RandomValues random) {
    this.register = register;
    this.accounts = accounts;
    this.change = change;
    this.audit = audit;
    this.random = random;
  }

  private enum Outcome {
    MADE,
    CHANGED,
    SAME
  }

  private record Written(AccountId id, Outcome outcome, boolean hasPassword) {}

  /**
   * Stores them.
   *
   * @param hashes of new passwords, by line
   */
  Stored store(List<Draft> drafts, Map<Long, String> hashes, Origin origin) {
    Set<AccountId> renumbered = freeNumbers(drafts);
    List<Written> written = new ArrayList<>();
    for (Draft draft : drafts) {
      written.add(write(draft, hashes.get(draft.line()), renumbered, origin));
    }
    return new Stored(
        count(written, Outcome.MADE),
        count(written, Outcome.CHANGED),
        count(written, Outcome.SAME),
        written.stream().filter(each -> !each.hasPassword()).map(Written::id).toList());
  }

  /** A number may pass from one account of the file to another, so all are freed first. */
  private Set<AccountId> freeNumbers(List<Draft> drafts) {
    Set<AccountId> freed = new HashSet<>();
    for (Draft draft : drafts) {
      Account existing = draft.existing();
      if (existing != null
          && draft.numbers() != null
          && !Set.copyOf(draft.numbers()).equals(Set.copyOf(accounts.numbers(existing.id())))) {
        register.dropNumbers(existing.id());
        freed.add(existing.id());
      }
    }
    return freed;
  }

  private Written write(
      Draft draft, @Nullable String hash, Set<AccountId> renumbered, Origin origin) {
    Account existing = draft.existing();
    if (existing == null) {
      return make(draft, hash, origin);
    }
    boolean numbers = renumbered.contains(existing.id());
    if (numbers) {
      addNumbers(existing.id(), draft);
    }
    boolean changed = change.apply(existing.id(), draft, hash, numbers, origin);
    return new Written(
        existing.id(),
        changed ? Outcome.CHANGED : Outcome.SAME,
        hash != null || existing.passwordHash() != null);
  }

  private Written make(Draft draft, @Nullable String hash, Origin origin) {
    AccountId id = new AccountId(random.id());
    register.make(id, draft, hash);
    addNumbers(id, draft);
    audit.record(new Imported(id, true), origin);
    return new Written(id, Outcome.MADE, hash != null);
  }

  private void addNumbers(AccountId id, Draft draft) {
    if (draft.numbers() != null) {
      register.addNumbers(id, draft.numbers());
    }
  }

  private static int count(List<Written> written, Outcome outcome) {
    return Math.toIntExact(written.stream().filter(each -> each.outcome() == outcome).count());
  }
}

package org.sallyport.account.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.AccountRegister;
import org.sallyport.account.Accounts;
import org.sallyport.account.imports.ImportResult.Stored;
import org.sallyport.crypto.RandomValues;
import org.sallyport.events.AccountEvent.Imported;
import org.sallyport.events.DomainEvents;
import org.sallyport.ids.AccountId;
import org.springframework.stereotype.Component;

/** Stores the validated lines of a file. */
@Component
class DraftStore {
  private final AccountRegister register;
  private final Accounts accounts;
  private final AccountChange change;
  private final DomainEvents events;
  private final RandomValues random;
  private final ImportedGroups groups;

  DraftStore(
      AccountRegister register,
      Accounts accounts,
      AccountChange change,
      DomainEvents events,
      RandomValues random,
      ImportedGroups groups) {
    this.register = register;
    this.accounts = accounts;
    this.change = change;
    this.events = events;
    this.random = random;
    this.groups = groups;
  }

  private enum Outcome {
    MADE,
    CHANGED,
    SAME
  }

  private record Written(AccountId id, Outcome outcome, boolean hasPassword) {}

  /**
   * Stores the lines.
   *
   * @param hashes the hashes of new passwords, by line
   */
  Stored store(List<AccountDraft> drafts, Map<Long, String> hashes, Origin origin) {
    Set<AccountId> renumbered = freeNumbers(drafts);
    List<Written> written = new ArrayList<>();
    for (AccountDraft accountDraft : drafts) {
      written.add(write(accountDraft, hashes.get(accountDraft.line()), renumbered, origin));
    }
    return new Stored(
        count(written, Outcome.MADE),
        count(written, Outcome.CHANGED),
        count(written, Outcome.SAME),
        written.stream().filter(each -> !each.hasPassword()).map(Written::id).toList());
  }

  /**
   * Removes the numbers that change: a number may move from one account of the file to another, so
   * all are freed first.
   */
  private Set<AccountId> freeNumbers(List<AccountDraft> drafts) {
    Set<AccountId> freed = new HashSet<>();
    for (AccountDraft accountDraft : drafts) {
      Account existing = accountDraft.existing();
      if (existing != null
          && accountDraft.numbers() != null
          && !Set.copyOf(accountDraft.numbers())
              .equals(Set.copyOf(accounts.numbers(existing.id())))) {
        register.dropNumbers(existing.id());
        freed.add(existing.id());
      }
      if (existing != null
          && accountDraft.patientNumbers() != null
          && !Set.copyOf(accountDraft.patientNumbers())
              .equals(Set.copyOf(accounts.patientNumbers(existing.id())))) {
        register.dropPatientNumbers(existing.id());
        freed.add(existing.id());
      }
    }
    return freed;
  }

  private Written write(
      AccountDraft accountDraft, @Nullable String hash, Set<AccountId> renumbered, Origin origin) {
    Account existing = accountDraft.existing();
    if (existing == null) {
      return make(accountDraft, hash, origin);
    }
    boolean numbers = renumbered.contains(existing.id());
    if (numbers) {
      addNumbers(existing.id(), accountDraft);
    }
    boolean regrouped = groups.apply(existing.id(), accountDraft.groups(), origin);
    boolean changed = change.apply(existing.id(), accountDraft, hash, numbers, origin) || regrouped;
    return new Written(
        existing.id(),
        changed ? Outcome.CHANGED : Outcome.SAME,
        hash != null || existing.passwordHash() != null);
  }

  private Written make(AccountDraft accountDraft, @Nullable String hash, Origin origin) {
    AccountId id = new AccountId(random.id());
    register.make(id, accountDraft, hash);
    addNumbers(id, accountDraft);
    events.publish(new Imported(id, true), origin);
    groups.apply(id, accountDraft.groups(), origin);
    return new Written(id, Outcome.MADE, hash != null);
  }

  private void addNumbers(AccountId id, AccountDraft accountDraft) {
    if (accountDraft.numbers() != null) {
      register.addNumbers(id, accountDraft.numbers());
    }
    if (accountDraft.patientNumbers() != null) {
      register.addPatientNumbers(id, accountDraft.patientNumbers());
    }
  }

  private static int count(List<Written> written, Outcome outcome) {
    return Math.toIntExact(written.stream().filter(each -> each.outcome() == outcome).count());
  }
}

package org.sallyport.gate.account.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.imports.ImportResult.Stored;
import org.sallyport.gate.account.imports.PlannedAccount.Kind;
import org.sallyport.gate.account.imports.file.Column;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/** Stores the validated lines of a file. */
@Component
@RequiredArgsConstructor
class DraftStore {
  private final AccountRegister register;
  private final AccountChange change;
  private final DomainEvents events;
  private final RandomValues random;
  private final ImportedGroups groups;
  private final Disabling disabling;

  private record Written(AccountId id, boolean hasPassword) {}

  /**
   * Stores the lines.
   *
   * @param hashes the hashes of new passwords, by line
   */
  Stored store(ImportPlan plan, Map<Long, String> hashes, ImportRequest request) {
    freeNumbers(plan.accounts());
    List<Written> written = new ArrayList<>();
    for (PlannedAccount planned : plan.accounts()) {
      written.add(write(planned, hashes.get(planned.draft().line()), request));
    }
    return new Stored(
        Math.toIntExact(plan.count(Kind.MADE)),
        Math.toIntExact(plan.count(Kind.CHANGED)),
        Math.toIntExact(plan.count(Kind.UNCHANGED)),
        written.stream().filter(each -> !each.hasPassword()).map(Written::id).toList());
  }

  /**
   * Removes the numbers that change: a number may move from one account of the file to another, so
   * all are freed first.
   */
  private void freeNumbers(List<PlannedAccount> accounts) {
    for (PlannedAccount planned : accounts) {
      Account existing = planned.draft().existing();
      if (existing != null && planned.changes(Column.PHYSICIAN_NUMBERS)) {
        register.dropNumbers(existing.id());
      }
      if (existing != null && planned.changes(Column.PATIENT_NUMBERS)) {
        register.dropPatientNumbers(existing.id());
      }
    }
  }

  private Written write(PlannedAccount planned, @Nullable String hash, ImportRequest request) {
    AccountDraft accountDraft = planned.draft();
    Account existing = accountDraft.existing();
    if (existing == null) {
      return make(planned, hash, request);
    }
    if (planned.kind() == Kind.CHANGED) {
      addNumbers(existing.id(), accountDraft);
      change.apply(existing.id(), planned, hash, request);
      setState(existing.id(), accountDraft.disabled(), request);
    }
    return new Written(existing.id(), hash != null || existing.isActivated());
  }

  private Written make(PlannedAccount planned, @Nullable String hash, ImportRequest request) {
    AccountId id = new AccountId(random.id());
    register.make(id, planned.draft(), hash);
    addNumbers(id, planned.draft());
    events.publish(AccountChange.imported(id, true, planned, request), request.origin());
    groups.apply(id, planned.draft().groups(), request);
    setState(id, planned.draft().disabled(), request);
    return new Written(id, hash != null);
  }

  /** The last admin, and what others disabled, is refused before (FileCheck). */
  private void setState(AccountId id, @Nullable Boolean disabled, ImportRequest request) {
    if (disabled == null) {
      return;
    }
    Actor by = request.by().byImport();
    Disabling.StateChange outcome =
        disabled
            ? disabling.disable(id, by, request.reason(), request.origin())
            : disabling.enable(id, by, request.reason(), request.origin());
    if (outcome != Disabling.StateChange.DONE && outcome != Disabling.StateChange.UNCHANGED) {
      throw new IllegalStateException("not checked before: " + outcome);
    }
  }

  private void addNumbers(AccountId id, AccountDraft accountDraft) {
    if (accountDraft.numbers() != null) {
      register.addNumbers(id, accountDraft.numbers());
    }
    if (accountDraft.patientNumbers() != null) {
      register.addPatientNumbers(id, accountDraft.patientNumbers());
    }
  }
}

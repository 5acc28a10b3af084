package org.sallyport.gate.account.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.account.imports.file.Column;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/** Compares the lines of a file with the accounts as they are. It only reads. */
@Component
@RequiredArgsConstructor
class ImportPlanner {
  private static final String NEW_PASSWORD = "new";
  private static final String YES = "yes";
  private static final String NO = "no";

  private final Accounts accounts;
  private final Groups groups;
  private final KeyedHash hash;

  /**
   * What the lines change.
   *
   * @param file the bytes that they come from
   * @param newPasswords the lines whose password counts as new
   */
  ImportPlan plan(byte[] file, List<AccountDraft> drafts, Set<Long> newPasswords) {
    List<PlannedAccount> planned =
        drafts.stream()
            .map(
                draft ->
                    new PlannedAccount(draft, changes(draft, newPasswords.contains(draft.line()))))
            .toList();
    return new ImportPlan(planned, fingerprint(file, planned));
  }

  private List<ValueChange> changes(AccountDraft draft, boolean newPassword) {
    Differences found = new Differences();
    Account before = draft.existing();
    found.add(Column.USERNAME, before == null ? null : before.username(), draft.username());
    addPassword(found, before, draft, newPassword);
    found.add(Column.NAME, before == null ? null : before.name(), draft.name());
    found.add(Column.EMAIL, before == null ? null : before.email(), draft.email());
    found.add(Column.PHONE, before == null ? null : before.phone(), draft.phone());
    found.add(Column.METHOD, before == null ? null : before.method(), draft.method());
    found.add(Column.ROLE, before == null ? null : word(before.role()), word(draft.role()));
    addNumbers(found, before, draft);
    addGroups(found, before, draft);
    found.add(Column.LANGUAGE, before == null ? null : before.language(), draft.language());
    addState(found, before, draft.disabled());
    return List.copyOf(found.changes);
  }

  /** Whether a password must be changed matters only for an account that has one. */
  private static void addPassword(
      Differences found, @Nullable Account before, AccountDraft draft, boolean newPassword) {
    Boolean given = draft.passwordChangeRequired();
    if (newPassword) {
      found.add(Column.PASSWORD, null, NEW_PASSWORD);
      given = draft.newPasswordIsGiven();
    }
    boolean has = newPassword || (before != null && before.passwordHash() != null);
    if (given != null && has) {
      boolean is = before != null && before.passwordChangeRequired();
      found.add(Column.PASSWORD_CHANGE, before == null ? null : yesOrNo(is), yesOrNo(given));
    }
  }

  private static void addState(
      Differences found, @Nullable Account before, @Nullable Boolean disabled) {
    if (disabled != null && (before != null || disabled)) {
      found.add(Column.STATE, before == null ? null : state(before.isDisabled()), state(disabled));
    }
  }

  private static String state(boolean disabled) {
    return disabled ? AccountImport.DISABLED : AccountImport.ACTIVE;
  }

  private void addNumbers(Differences found, @Nullable Account before, AccountDraft draft) {
    AccountId id = before == null ? null : before.id();
    if (draft.numbers() != null) {
      found.add(
          Column.PHYSICIAN_NUMBERS,
          id == null ? null : list(accounts.numbers(id)),
          list(draft.numbers()));
    }
    if (draft.patientNumbers() != null) {
      found.add(
          Column.PATIENT_NUMBERS,
          id == null ? null : list(accounts.patientNumbers(id)),
          list(draft.patientNumbers()));
    }
  }

  private void addGroups(Differences found, @Nullable Account before, AccountDraft draft) {
    if (draft.groups() == null) {
      return;
    }
    found.add(
        Column.GROUPS,
        list(groupNames(before)),
        list(draft.groups().stream().map(named -> written(named.name())).toList()));
  }

  private List<String> groupNames(@Nullable Account account) {
    return account == null
        ? List.of()
        : groups.of(account.id()).stream().map(it -> it.group().name()).toList();
  }

  /** The name of a group in the spelling of the group, if there is one. */
  private String written(String name) {
    return groups.find(name).map(Group::name).orElse(name);
  }

  private String fingerprint(byte[] file, List<PlannedAccount> planned) {
    List<String> parts = new ArrayList<>();
    parts.add("import");
    parts.add(new String(file, StandardCharsets.ISO_8859_1));
    for (PlannedAccount account : planned) {
      Account before = account.draft().existing();
      parts.add(before == null ? "" : before.id().toString());
      parts.add(Integer.toString(account.changes().size()));
      account.changes().forEach(it -> parts.addAll(List.of(it.column(), it.from(), it.to())));
    }
    return hash.token(KeyPurpose.ANTI_FORGERY, parts.toArray(String[]::new));
  }

  private static String list(List<?> values) {
    return values.stream()
        .map(Objects::toString)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining("; "));
  }

  private static @Nullable String word(@Nullable Role role) {
    return role == null ? null : role.word();
  }

  private static String yesOrNo(boolean yes) {
    return yes ? YES : NO;
  }

  /** Collects the values that differ. */
  private static final class Differences {
    private final List<ValueChange> changes = new ArrayList<>();

    /** Null as the new value keeps the present one. */
    void add(Column column, @Nullable String from, @Nullable String to) {
      String before = from == null ? "" : from;
      if (to != null && !to.equals(before)) {
        changes.add(new ValueChange(column.header(), before, to));
      }
    }
  }
}

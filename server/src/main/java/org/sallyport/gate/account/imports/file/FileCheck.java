package org.sallyport.gate.account.imports.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.account.imports.AccountDraft;
import org.sallyport.gate.account.imports.ImportRequest;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Validates a file of accounts: each line individually, and the lines against each other. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FileCheck {
  private final Accounts accounts;
  private final AccountRegister register;
  private final Phones phones;
  private final PasswordRules rules;
  private final FactorNames factors;
  private final NewUsernames usernames;

  /**
   * Validates the lines.
   *
   * @param request who imports it, and from where
   * @param bad receives the rejected lines, in their order
   */
  public List<AccountDraft> drafts(AccountFile file, ImportRequest request, List<BadLine> bad) {
    Map<Long, List<String>> problems = new HashMap<>();
    file.bad().forEach(line -> object(problems, line.number(), line.reason()));
    List<AccountDraft> drafts = new ArrayList<>();
    file.lines().forEach(line -> drafts.add(draft(line, request, problems)));
    checkNames(drafts, problems);
    checkOwn(drafts, request.own(), problems);
    checkNumbers(drafts, problems);
    checkAdmins(drafts, problems);
    checkDisabledAdmins(drafts, problems);
    checkEnabled(drafts, request.by().byImport(), problems);
    reject(problems, bad);
    return drafts;
  }

  private AccountDraft draft(
      AccountLine line, ImportRequest request, Map<Long, List<String>> problems) {
    LineCheck check =
        new LineCheck(
            line, existing(line), request.ofDirectory(), phones, rules, factors, usernames);
    AccountDraft accountDraft = check.draft();
    check.problems().forEach(problem -> object(problems, line.number(), problem));
    return accountDraft;
  }

  private static void reject(Map<Long, List<String>> problems, List<BadLine> bad) {
    problems.forEach((line, reasons) -> bad.add(new BadLine(line, String.join("; ", reasons))));
    bad.sort(Comparator.comparingLong(BadLine::number));
  }

  private @Nullable Account existing(AccountLine line) {
    return line.cell(Column.USERNAME).flatMap(accounts::findByUsername).orElse(null);
  }

  private static void checkNames(List<AccountDraft> drafts, Map<Long, List<String>> problems) {
    Map<String, Long> seen = new HashMap<>();
    for (AccountDraft accountDraft : drafts) {
      Long first = seen.putIfAbsent(Usernames.key(accountDraft.username()), accountDraft.line());
      if (first != null && !accountDraft.username().isEmpty()) {
        object(
            problems,
            accountDraft.line(),
            Column.USERNAME.problem(Messages.text("import.username.twice", Long.toString(first))));
      }
    }
  }

  /** No admin changes their own account (J06). */
  private static void checkOwn(
      List<AccountDraft> drafts, @Nullable AccountId own, Map<Long, List<String>> problems) {
    for (AccountDraft accountDraft : drafts) {
      Account existing = accountDraft.existing();
      if (existing != null && existing.id().equals(own)) {
        object(
            problems,
            accountDraft.line(),
            Column.USERNAME.problem(Messages.text("import.username.own")));
      }
    }
  }

  private static <N> Set<N> all(
      List<AccountDraft> drafts, Function<AccountDraft, @Nullable List<N>> numbers) {
    Set<N> all = new HashSet<>();
    for (AccountDraft accountDraft : drafts) {
      List<N> its = numbers.apply(accountDraft);
      all.addAll(its == null ? List.of() : its);
    }
    return all;
  }

  private void checkNumbers(List<AccountDraft> drafts, Map<Long, List<String>> problems) {
    checkNumbers(
        drafts,
        problems,
        Column.PHYSICIAN_NUMBERS,
        AccountDraft::numbers,
        register.numberOwners(all(drafts, AccountDraft::numbers)));
    checkNumbers(
        drafts,
        problems,
        Column.PATIENT_NUMBERS,
        AccountDraft::patientNumbers,
        register.patientNumberOwners(all(drafts, AccountDraft::patientNumbers)));
  }

  /** Checks that each number belongs to one account. */
  private static <N> void checkNumbers(
      List<AccountDraft> drafts,
      Map<Long, List<String>> problems,
      Column column,
      Function<AccountDraft, @Nullable List<N>> numbers,
      Map<N, AccountId> owners) {
    Set<AccountId> rewritten =
        drafts.stream()
            .filter(accountDraft -> numbers.apply(accountDraft) != null)
            .map(AccountDraft::existing)
            .filter(Objects::nonNull)
            .map(Account::id)
            .collect(Collectors.toCollection(HashSet::new));
    owners.values().removeAll(rewritten);
    Map<N, Long> seen = new HashMap<>();
    for (AccountDraft accountDraft : drafts) {
      List<N> its = numbers.apply(accountDraft);
      for (N number : its == null ? List.<N>of() : its) {
        Long first = seen.putIfAbsent(number, accountDraft.line());
        if (first != null) {
          object(
              problems,
              accountDraft.line(),
              column.problem(Messages.text("import.numbers.twice", Long.toString(first))));
        } else if (owners.containsKey(number)) {
          object(
              problems, accountDraft.line(), column.problem(Messages.text("import.numbers.taken")));
        }
      }
    }
  }

  /** Checks that at least one enabled admin is left. */
  private void checkAdmins(List<AccountDraft> drafts, Map<Long, List<String>> problems) {
    Set<AccountId> admins =
        accounts.admins().stream().map(Account::id).collect(Collectors.toCollection(HashSet::new));
    List<AccountDraft> removed =
        drafts.stream().filter(accountDraft -> takesAdmin(accountDraft, admins)).toList();
    removed.forEach(
        accountDraft -> admins.remove(Objects.requireNonNull(accountDraft.existing()).id()));
    boolean more = drafts.stream().anyMatch(accountDraft -> accountDraft.role() == Role.ADMIN);
    if (admins.isEmpty() && !more) {
      removed.forEach(
          accountDraft ->
              object(
                  problems,
                  accountDraft.line(),
                  Column.ROLE.problem(Messages.text("import.role.last-admin"))));
    }
  }

  /** Checks that disabling admins leaves one who can sign in now, as for a single account. */
  private void checkDisabledAdmins(List<AccountDraft> drafts, Map<Long, List<String>> problems) {
    Set<AccountId> left =
        accounts.admins().stream()
            .filter(admin -> !admin.isLocked() && admin.isActivated())
            .map(Account::id)
            .collect(Collectors.toCollection(HashSet::new));
    List<AccountDraft> disabled =
        drafts.stream().filter(draft -> isAdmin(draft) && isDisabledBy(draft)).toList();
    for (AccountDraft draft : drafts) {
      if (isAdmin(draft) && (isDisabledBy(draft) || takesAdmin(draft, left))) {
        left.remove(Objects.requireNonNull(draft.existing()).id());
      }
    }
    if (left.isEmpty()) {
      disabled.forEach(
          draft ->
              object(
                  problems,
                  draft.line(),
                  Column.STATE.problem(Messages.text("import.state.last-admin"))));
    }
  }

  /** A file does not enable whom an admin, or another source, disabled. */
  private static void checkEnabled(
      List<AccountDraft> drafts, Actor by, Map<Long, List<String>> problems) {
    for (AccountDraft draft : drafts) {
      Account existing = draft.existing();
      if (existing != null
          && Boolean.FALSE.equals(draft.disabled())
          && existing.isDisabled()
          && !existing.isDisabledBy(by)) {
        object(
            problems,
            draft.line(),
            Column.STATE.problem(Messages.text("import.state.disabled-by-others")));
      }
    }
  }

  private static boolean isDisabledBy(AccountDraft draft) {
    return Boolean.TRUE.equals(draft.disabled())
        && draft.existing() != null
        && !draft.existing().isDisabled();
  }

  private static boolean isAdmin(AccountDraft draft) {
    return draft.existing() != null && draft.existing().role() == Role.ADMIN;
  }

  private static boolean takesAdmin(AccountDraft accountDraft, Set<AccountId> admins) {
    Account existing = accountDraft.existing();
    return existing != null
        && admins.contains(existing.id())
        && accountDraft.role() != null
        && accountDraft.role() != Role.ADMIN;
  }

  private static void object(Map<Long, List<String>> problems, long line, String problem) {
    problems.computeIfAbsent(line, none -> new ArrayList<>()).add(problem);
  }
}

package org.sallyport.staff.admin.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupMember;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.NamedAccounts;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountsShown;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.Table;
import org.sallyport.staff.admin.Work;
import org.springframework.stereotype.Component;

/**
 * Lists the active accounts of a scope that a file does not name. It disables nobody: a file may be
 * incomplete. The list can be given to {@code account disable --names}.
 */
@Component
@RequiredArgsConstructor
class MissingCommand {
  private final Accounts accounts;
  private final Groups groups;
  private final AccountImport imports;
  private final DomainEvents events;

  CommandResult run(Work work) {
    Arguments arguments = work.arguments();
    NamedAccounts named = imports.named(work.file());
    if (!named.bad().isEmpty()) {
      return new Refused(ImportCommand.lines(arguments.first(), named.bad()));
    }
    List<String> problems = new ArrayList<>();
    Predicate<Account> scope = scope(arguments, problems);
    if (named.keys().isEmpty()) {
      problems.add(arguments.first() + " names no account");
    }
    return problems.isEmpty()
        ? list(arguments.first(), named.keys(), scope)
        : new Refused(problems.stream().map(line -> "account missing: " + line).toList());
  }

  private CommandResult list(String file, Set<String> keys, Predicate<Account> scope) {
    events.publish(new AccountsShown("missing", null), Operator.origin());
    List<Account> missing =
        accounts.all().stream()
            .filter(account -> !account.isDisabled())
            .filter(scope)
            .filter(account -> !keys.contains(Usernames.key(account.username())))
            .toList();
    String count =
        String.format(
            Locale.ROOT,
            "# active accounts of the scope that are not in %s: %d",
            file,
            missing.size());
    return new Done(missing.isEmpty() ? count : count + "\n" + Table.of(rows(missing)));
  }

  private static List<List<String>> rows(List<Account> missing) {
    return missing.stream()
        .map(it -> List.of(it.username(), "# " + it.role().word() + ", " + it.name()))
        .toList();
  }

  private Predicate<Account> scope(Arguments arguments, List<String> problems) {
    return role(arguments, problems).and(group(arguments, problems)).and(domain(arguments));
  }

  private static Predicate<Account> role(Arguments arguments, List<String> problems) {
    Optional<String> word = arguments.optional("role");
    Optional<Role> role =
        word.flatMap(
            it -> Arrays.stream(Role.values()).filter(r -> r.word().equals(it)).findFirst());
    if (word.isPresent() && role.isEmpty()) {
      problems.add("--role is physician, admin, helpdesk or patient");
    }
    return account -> role.isEmpty() || account.role() == role.get();
  }

  private Predicate<Account> group(Arguments arguments, List<String> problems) {
    Optional<String> name = arguments.optional("group");
    if (name.isEmpty()) {
      return any -> true;
    }
    Optional<Group> group = groups.find(name.get());
    if (group.isEmpty()) {
      problems.add("there is no such group");
      return any -> false;
    }
    Set<AccountId> members =
        groups.members(group.get().id()).stream()
            .map(GroupMember::account)
            .collect(Collectors.toSet());
    return account -> members.contains(account.id());
  }

  private static Predicate<Account> domain(Arguments arguments) {
    Optional<String> end =
        arguments.optional("domain").map(it -> "@" + it.toLowerCase(Locale.ROOT));
    return account -> end.isEmpty() || endsWith(account.email(), end.get());
  }

  private static boolean endsWith(@Nullable String email, String end) {
    return email != null && email.toLowerCase(Locale.ROOT).endsWith(end);
  }
}

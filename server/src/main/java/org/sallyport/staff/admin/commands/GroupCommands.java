package org.sallyport.staff.admin.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.Group.Kind;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.GroupMember;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountsShown;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.Table;
import org.sallyport.staff.admin.TimeWords;
import org.springframework.stereotype.Component;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** The commands on practices and departments. */
@Component
@RequiredArgsConstructor
class GroupCommands {
  private final Groups groups;
  private final GroupChanges changes;
  private final Accounts accounts;
  private final TimeWords times;
  private final DomainEvents events;

  CommandResult run(Arguments arguments) {
    return switch (Command.of(arguments)) {
      case GROUP_LIST -> list();
      case GROUP_ADD -> on(arguments, account -> add(account, arguments));
      default ->
          groups
              .find(arguments.first())
              .map(group -> on(group, arguments))
              .orElseGet(() -> refused(arguments, "there is no such group"));
    };
  }

  private CommandResult on(Group group, Arguments arguments) {
    return Command.of(arguments) == Command.GROUP_MEMBERS
        ? members(group)
        : on(arguments, account -> change(group, account, arguments));
  }

  private CommandResult on(Arguments arguments, Function<Account, CommandResult> act) {
    return accounts
        .findByUsername(arguments.second())
        .map(act)
        .orElseGet(() -> refused(arguments, "there is no such account"));
  }

  private CommandResult change(Group group, Account account, Arguments arguments) {
    return apply(Command.of(arguments), group, account.id())
        ? new Done(
            String.format(
                Locale.ROOT, "%s: %s %s.", group.name(), account.username(), did(arguments)))
        : refused(
            arguments,
            "it is so already, or " + account.username() + " is not a member or cannot be one");
  }

  /** False if nothing was changed. */
  private boolean apply(Command command, Group group, AccountId member) {
    Actor by = Operator.actor();
    Origin origin = Operator.origin();
    return switch (command) {
      case GROUP_REMOVE -> changes.remove(group, member, by, origin);
      case GROUP_CONFIRM -> changes.confirm(group, member, by, origin);
      case GROUP_ADMIN -> changes.setAdmin(group, member, true, by, origin);
      case GROUP_NO_ADMIN -> changes.setAdmin(group, member, false, by, origin);
      default -> throw new IllegalStateException("not a change of a member");
    };
  }

  private static String did(Arguments arguments) {
    return switch (Command.of(arguments)) {
      case GROUP_REMOVE -> "is no longer a member";
      case GROUP_CONFIRM -> "is confirmed";
      case GROUP_ADMIN -> "is an admin of the group";
      default -> "is no longer an admin of the group";
    };
  }

  /**
   * Makes the group, as a practice, if there is none of that name. One that was made for an account
   * that cannot be a member is not stored.
   */
  private CommandResult add(Account account, Arguments arguments) {
    Group group =
        changes.findOrMake(arguments.first(), Kind.PRACTICE, Operator.actor(), Operator.origin());
    String username = account.username();
    if (changes.add(group, account.id(), Operator.actor(), Operator.origin())) {
      return new Done(String.format(Locale.ROOT, "%s is a member of %s.", username, group.name()));
    }
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return refused(
        arguments, username + " is a member already, or neither a physician nor an admin");
  }

  private CommandResult list() {
    events.publish(new AccountsShown("group list", null), Operator.origin());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("GROUP", "KIND", "MEMBERS"));
    for (Group group : groups.all()) {
      rows.add(row(group));
    }
    return new Done(Table.of(rows));
  }

  private List<String> row(Group group) {
    return List.of(
        group.name(),
        group.kind().name().toLowerCase(Locale.ROOT),
        Integer.toString(groups.members(group.id()).size()));
  }

  private CommandResult members(Group group) {
    events.publish(new AccountsShown("group members", null), Operator.origin());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("USERNAME", "ADMIN", "UNTIL", "NAME"));
    for (GroupMember member : groups.members(group.id())) {
      rows.add(row(member));
    }
    return new Done(Table.of(rows));
  }

  private List<String> row(GroupMember member) {
    return List.of(
        member.username(),
        member.admin() ? "yes" : "no",
        times.words(member.until()) + (member.disabled() ? " (disabled)" : ""),
        member.name());
  }

  private static CommandResult refused(Arguments arguments, String why) {
    return new Refused(arguments.name() + ": " + why);
  }
}

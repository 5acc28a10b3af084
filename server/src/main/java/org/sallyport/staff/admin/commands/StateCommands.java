package org.sallyport.staff.admin.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.accountrecovery.Invitation;
import org.sallyport.gate.lockout.Lockout;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.Work;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Unlocks, invites, disables and enables accounts: one, or many at once, and then all of them or
 * none. An account that is in that state already is refused if it is the only one.
 */
@Component
@RequiredArgsConstructor
class StateCommands {
  private final Accounts accounts;
  private final Lockout lockout;
  private final Activations activations;
  private final Disabling disabling;

  /** What became of one account, and whether it allows the others to be changed. */
  private record Change(String words, boolean allowed) {}

  /** The caller rolls back what was changed if the command is refused. */
  @Transactional(propagation = Propagation.MANDATORY)
  CommandResult run(Work work) {
    Set<String> names = new LinkedHashSet<>(work.names());
    List<String> unknown = new ArrayList<>();
    List<Account> found = names.stream().flatMap(name -> account(name, unknown)).toList();
    if (!unknown.isEmpty()) {
      return names.size() == 1
          ? refused(work, List.of("there is no such account"))
          : refused(work, unknown.stream().map(name -> name + ": no such account").toList());
    }
    return change(work, found);
  }

  private Stream<Account> account(String name, List<String> unknown) {
    Optional<Account> account = accounts.findByUsername(name);
    if (account.isEmpty()) {
      unknown.add(name);
    }
    return account.stream();
  }

  /** In the order of the accounts' ids, so that two such commands do not wait for each other. */
  private CommandResult change(Work work, List<Account> found) {
    boolean single = found.size() == 1;
    List<Change> changes =
        found.stream()
            .sorted(Comparator.comparing(account -> account.id().value()))
            .map(account -> change(work, account, single))
            .toList();
    List<String> against = changes.stream().filter(it -> !it.allowed()).map(Change::words).toList();
    if (!against.isEmpty()) {
      return refused(work, against);
    }
    return new Done(String.join("\n", changes.stream().map(Change::words).sorted().toList()));
  }

  private Change change(Work work, Account account, boolean single) {
    return switch (Command.of(work.arguments())) {
      case UNLOCK -> unlock(account, work.arguments().option("reason"), single);
      case INVITE -> invite(account);
      case DISABLE -> disable(account, work.arguments().option("reason"), single);
      case ENABLE -> enable(account, work.arguments().option("reason"), single);
      default -> throw new IllegalStateException(work.arguments().name());
    };
  }

  private Change unlock(Account account, String reason, boolean single) {
    String name = account.username();
    return switch (lockout.unlock(
        accounts.hold(account.id()), Operator.name(), reason, Operator.origin())) {
      case DONE -> done(name + " is unlocked.");
      case NOT_LOCKED -> new Change(name + " is not locked", !single);
      case RESET_FIRST ->
          new Change(name + " had 100 wrong codes in a row: reset the second factor first", false);
    };
  }

  private Change invite(Account account) {
    String name = account.username();
    return switch (activations.invite(account.id(), Operator.name(), Operator.origin())) {
      case Invitation.Sent _ -> done("An activation link for " + name + " is on its way.");
      case Invitation.Active _ -> new Change(name + " has a password already", false);
      case Invitation.NoEmail no -> new Change(name + " has no e-mail address", false);
      case Invitation.Disabled disabled -> new Change(name + " is disabled", false);
    };
  }

  private Change disable(Account account, String reason, boolean single) {
    String name = account.username();
    return switch (disabling.disable(account.id(), Operator.name(), reason, Operator.origin())) {
      case DONE -> done(name + " is disabled; its sessions have ended.");
      case UNCHANGED -> new Change(name + " is disabled already", !single);
      case LAST_ADMIN, OWN, BY_OTHERS ->
          new Change(name + " is the last admin who can sign in", false);
    };
  }

  private Change enable(Account account, String reason, boolean single) {
    String name = account.username();
    return switch (disabling.enable(account.id(), Operator.name(), reason, Operator.origin())) {
      case DONE -> done(name + " is enabled.");
      case UNCHANGED, LAST_ADMIN, OWN, BY_OTHERS -> new Change(name + " is not disabled", !single);
    };
  }

  private static Change done(String words) {
    return new Change(words, true);
  }

  private static CommandResult refused(Work work, List<String> why) {
    String command = work.arguments().name();
    return new Refused(why.stream().map(line -> command + ": " + line).toList());
  }
}

package org.sallyport.staff.admin.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.background.AfterCommit;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.crypto.KeyRing;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountsShown;
import org.sallyport.platform.events.SystemEvent.KeyRetired;
import org.sallyport.platform.events.SystemEvent.KeyRotated;
import org.sallyport.platform.nodes.RunningNode;
import org.sallyport.platform.nodes.RunningNodes;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists the keys of the key file, takes a new one into use and retires an older one (rule 42). */
@Component
@RequiredArgsConstructor
class KeyCommands {
  private static final long ADVISORY_LOCK = 0x5a11_6b65L;
  private static final String NEVER_MADE =
      "keys rotate: the key file has ids other than k1, k2 and so on; add the new line by hand";

  private final KeyRing keys;
  private final KeyHoldings holdings;
  private final RunningNodes nodes;
  private final AuditChain chain;
  private final DomainEvents events;
  private final JdbcClient jdbc;

  CommandResult run(Arguments arguments) {
    waitForOthers();
    return switch (Command.of(arguments)) {
      case KEYS_LIST -> list();
      case KEYS_ROTATE -> rotate();
      case KEYS_RETIRE ->
          retire(arguments.first(), arguments.option("reason"), arguments.optional("confirm"));
      default -> throw new IllegalStateException(arguments.name());
    };
  }

  /** Lets no other command on the keys run until the transaction ends. */
  private void waitForOthers() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query((row, number) -> number)
        .single();
  }

  private CommandResult list() {
    events.publish(new AccountsShown("keys list", null), Operator.origin());
    return new Done(keys.ids().stream().map(this::sheet).collect(Collectors.joining("\n")));
  }

  /** The state of a key, and what would become invalid if it were retired. */
  private String sheet(String id) {
    List<String> held = holdings.all(id);
    return id
        + state(id)
        + ":\n"
        + (held.isEmpty() ? "  nothing depends on it" : String.join("\n", held));
  }

  private String state(String id) {
    if (isCurrent(id)) {
      return ", in use";
    }
    if (!keys.waiting().equals(Optional.of(id))) {
      return "";
    }
    return ignorant(id).isEmpty()
        ? ", not in use yet: activate it with: keys rotate"
        : ", not in use yet: unknown to " + words(ignorant(id));
  }

  private CommandResult rotate() {
    Optional<String> waiting = keys.waiting();
    return waiting.isPresent()
        ? takeIntoUse(waiting.get())
        : keys.next().map(this::add).orElseGet(() -> new Refused(NEVER_MADE));
  }

  private CommandResult add(String id) {
    events.publish(new KeyRotated(id, false), Operator.origin());
    keys.add(id);
    return added(id);
  }

  private CommandResult added(String id) {
    return new Done(
        String.format(
            Locale.ROOT,
            "The key %1$s is in %2$s; nothing is made with it yet.%n"
                + "1. If servers on other machines use this database, copy the file to each: mode 600, the same owner.%n"
                + "2. Restart each server.%n"
                + "3. Run keys rotate again: it takes %1$s into use when every running server knows it.",
            id,
            keys.file()));
  }

  private CommandResult takeIntoUse(String id) {
    List<RunningNode> ignorant = ignorant(id);
    if (!ignorant.isEmpty()) {
      return unknown(id, ignorant);
    }
    events.publish(new KeyRotated(id, true), Operator.origin());
    keys.use(id);
    return inUse(id);
  }

  private static CommandResult unknown(String id, List<RunningNode> ignorant) {
    return new Refused(
        String.format(
            Locale.ROOT,
            "keys rotate: %s is unknown to %s; copy the key file to each machine, restart each server, then run this again",
            id,
            words(ignorant)));
  }

  private CommandResult inUse(String id) {
    return new Done(
        String.format(
            Locale.ROOT,
            "From its next start on, a server protects what is new with %1$s. What was made with %2$s stays valid.%n"
                + "1. If servers on other machines use this database, copy %3$s to each: mode 600, the same owner.%n"
                + "2. Restart each server.%n"
                + "3. Check from time to time what still depends on %2$s, with keys list, and retire it with: keys retire %2$s --reason TEXT",
            id,
            keys.current(),
            keys.file()));
  }

  private List<RunningNode> ignorant(String id) {
    return nodes.all().stream().filter(node -> !node.knows(id)).toList();
  }

  private static String words(List<RunningNode> nodes) {
    return nodes.size() == 1
        ? "a running server (version " + nodes.getFirst().version() + ")"
        : nodes.size() + " running servers";
  }

  private CommandResult retire(String id, String reason, Optional<String> confirmed) {
    Optional<CommandResult> needed = needed(id);
    if (needed.isPresent()) {
      return needed.get();
    }
    List<String> lost = holdings.lost(id);
    if (!lost.isEmpty() && !confirmed.equals(Optional.of(id))) {
      return unconfirmed(id, lost);
    }
    return chain.linkAnew().map(link -> broken(id, link)).orElseGet(() -> retired(id, reason));
  }

  /** Why the key cannot be removed, whatever is confirmed. */
  private Optional<CommandResult> needed(String id) {
    if (isCurrent(id)) {
      return refused(id + " is in use; take a new key into use first: keys rotate");
    }
    if (nodes.all().stream().anyMatch(node -> node.uses(id))) {
      return refused("a running server still uses " + id + "; restart each server first");
    }
    if (!keys.ids().contains(id)) {
      return refused("there is no such key, see: keys list");
    }
    if (holdings.hasPushKey(id)) {
      return refused(
          "the key for push services is still sealed with "
              + id
              + "; start a server with the new key first");
    }
    List<String> waiting = holdings.toBeResealed(id);
    return waiting.isEmpty() ? Optional.empty() : Optional.of(stillSealed(id, waiting));
  }

  private static Optional<CommandResult> refused(String why) {
    return Optional.of(new Refused("keys retire: " + why));
  }

  /** Nobody loses an app for a job that did not run: this cannot be confirmed. */
  private static CommandResult stillSealed(String id, List<String> waiting) {
    List<String> lines = new ArrayList<>();
    lines.add("keys retire: these are still encrypted with " + id + ":");
    lines.addAll(waiting);
    lines.add("A server does it 10 seconds after its start with the new key, then every 5 minutes");
    return new Refused(lines);
  }

  private static CommandResult unconfirmed(String id, List<String> lost) {
    List<String> lines = new ArrayList<>();
    lines.add("keys retire: these would end:");
    lines.addAll(lost);
    lines.add("To end them, add --confirm " + id);
    return new Refused(lines);
  }

  private static CommandResult broken(String id, long link) {
    return new Refused(
        String.format(
            Locale.ROOT,
            "keys retire: the chain of events is broken at link %s; what is wrong there could not be seen any more without %s",
            Long.toString(link),
            id));
  }

  private CommandResult retired(String id, String reason) {
    List<String> lost = holdings.lost(id);
    events.publish(new KeyRetired(id, reason), Operator.origin());
    takeOutAfterCommit(id);
    return removed(id, lost);
  }

  private CommandResult removed(String id, List<String> lost) {
    return new Done(
        String.format(
            Locale.ROOT,
            "The key %1$s was removed from %2$s. When each server next starts, these become invalid:%n%3$s%n"
                + "The chain of audit events was intact and was rehashed with the current key. Files of events that were"
                + " exported before are verified only by a key file that has %1$s: keep it in a safe if they matter.",
            id,
            keys.file(),
            lost.isEmpty() ? "  nothing" : String.join("\n", lost)));
  }

  /**
   * Removes the key after the commit only: if the audit chain could not be recomputed, the key must
   * stay.
   */
  private void takeOutAfterCommit(String id) {
    AfterCommit.run(() -> keys.retire(id));
  }

  private boolean isCurrent(String id) {
    return keys.current().equals(id);
  }
}

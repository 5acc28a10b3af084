package org.sallyport.staff.admin.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportPlan;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.gate.account.imports.PlannedAccount;
import org.sallyport.gate.account.imports.PlannedAccount.Kind;
import org.sallyport.gate.account.imports.ValueChange;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.gate.administration.ImportInvitations;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountsShown;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.Table;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Imports accounts from a file, and sends activation links to those without a password. */
@Component
@RequiredArgsConstructor
class ImportCommand {
  private static final String NOTHING = "-";

  private final AccountImport accounts;
  private final ImportInvitations invitations;
  private final DomainEvents events;

  @Transactional(propagation = Propagation.MANDATORY)
  CommandResult run(String name, byte[] file) {
    return switch (accounts.run(file, Operator.origin())) {
      case ImportResult.Stored stored ->
          new Done(
              summary(
                  stored,
                  invitations.send(stored.withoutPassword(), Operator.name(), Operator.origin())));
      case ImportResult.BadLines refused -> new Refused(lines(name, refused.lines()));
    };
  }

  /** The dry run: every change, and nothing is changed. */
  @Transactional(propagation = Propagation.MANDATORY)
  CommandResult preview(String name, byte[] file) {
    events.publish(new AccountsShown("import-preview", null), Operator.origin());
    return switch (accounts.preview(file, Operator.origin())) {
      case ImportPlan plan -> new Done(table(plan));
      case ImportResult.BadLines refused -> new Refused(lines(name, refused.lines()));
    };
  }

  private static String table(ImportPlan plan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("LINE", "USERNAME", "ACCOUNT", "VALUE", "BEFORE", "AFTER"));
    for (PlannedAccount account : plan.accounts()) {
      for (ValueChange change : account.changes()) {
        rows.add(row(account, change.masked()));
      }
    }
    return Table.of(rows) + counts(plan);
  }

  private static List<String> row(PlannedAccount account, ValueChange shown) {
    return List.of(
        Long.toString(account.draft().line()),
        account.draft().username(),
        account.kind() == Kind.MADE ? "new" : "changed",
        shown.column(),
        orNothing(shown.from()),
        orNothing(shown.to()));
  }

  private static String counts(ImportPlan plan) {
    return String.format(
        Locale.ROOT,
        "%nNothing was changed. The import would make %d, change %d and leave %d unchanged.",
        plan.count(Kind.MADE),
        plan.count(Kind.CHANGED),
        plan.count(Kind.UNCHANGED));
  }

  private static String orNothing(String value) {
    return value.isEmpty() ? NOTHING : value;
  }

  static List<String> lines(String name, List<BadLine> bad) {
    return bad.stream()
        .map(
            line ->
                String.format(
                    Locale.ROOT,
                    "%s, line %s: %s",
                    name,
                    Long.toString(line.number()),
                    line.reason()))
        .toList();
  }

  private static String summary(ImportResult.Stored stored, int invited) {
    return Messages.text(
        "import.command.done",
        stored.made(),
        Counted.number(stored.made()),
        Integer.toString(stored.changed()),
        Integer.toString(stored.unchanged()),
        invited,
        Counted.number(invited));
  }
}

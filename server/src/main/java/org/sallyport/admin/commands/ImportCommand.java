package org.sallyport.admin.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sallyport.account.imports.AccountImport;
import org.sallyport.account.imports.BadLine;
import org.sallyport.account.imports.ImportResult;
import org.sallyport.accountrecovery.Activations;
import org.sallyport.accountrecovery.Invitation;
import org.sallyport.admin.CommandResult;
import org.sallyport.admin.CommandResult.Done;
import org.sallyport.admin.CommandResult.Refused;
import org.sallyport.admin.Operator;
import org.sallyport.ids.AccountId;
import org.sallyport.installation.Counted;
import org.sallyport.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Imports accounts from a file, and sends activation links to those without a password. */
@Component
class ImportCommand {
  private final AccountImport accounts;
  private final Activations activations;

  ImportCommand(AccountImport accounts, Activations activations) {
    this.accounts = accounts;
    this.activations = activations;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  CommandResult run(String name, byte[] file) {
    return switch (accounts.run(file, Operator.origin())) {
      case ImportResult.Stored stored -> new Done(summary(stored, invite(stored)));
      case ImportResult.Refused refused -> new Refused(lines(name, refused.lines()));
    };
  }

  private int invite(ImportResult.Stored stored) {
    List<AccountId> invited = new ArrayList<>();
    for (AccountId account : stored.withoutPassword()) {
      if (!activations.isInvited(account)
          && activations.invite(account, Operator.name(), Operator.origin())
              instanceof Invitation.Sent) {
        invited.add(account);
      }
    }
    return invited.size();
  }

  private static List<String> lines(String name, List<BadLine> bad) {
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

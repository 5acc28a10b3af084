package org.sallyport.staff.admin.commands;

import java.util.Optional;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Work;
import org.springframework.stereotype.Component;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** The commands on accounts; each runs in the transaction of its command. */
@Component
@RequiredArgsConstructor
class AccountCommands {
  private final Accounts accounts;
  private final ShowCommands shown;
  private final ImportCommand imports;
  private final MissingCommand missing;
  private final StateCommands states;
  private final DataCommands data;
  private final ActivationCodeCommand activationCode;
  private final ResetCommands resets;

  CommandResult run(Work work) {
    Arguments arguments = work.arguments();
    return switch (Command.of(arguments)) {
      case IMPORT -> imports.run(arguments.first(), work.file());
      case IMPORT_PREVIEW -> imports.preview(arguments.first(), work.file());
      case LIST -> shown.list();
      case SHOW -> on(arguments, shown::show);
      case MISSING -> missing.run(work);
      case UNLOCK, INVITE, DISABLE, ENABLE -> allOrNone(states.run(work));
      case EXPORT, ERASE -> on(arguments, account -> data.run(arguments, account));
      case RELEASE_USERNAME -> data.release(arguments.first(), arguments.option("reason"));
      case ACTIVATION_CODE -> on(arguments, activationCode::make);
      case RESET ->
          on(
              arguments,
              account ->
                  resets.ask(account, arguments.option("reason"), arguments.has("number-lost")));
      case RESET_CANCEL -> on(arguments, resets::cancel);
      default -> throw new IllegalStateException(arguments.name());
    };
  }

  private static CommandResult allOrNone(CommandResult result) {
    if (result instanceof Refused) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    }
    return result;
  }

  private CommandResult on(Arguments arguments, Function<Account, CommandResult> act) {
    Optional<Account> account = accounts.findByUsername(arguments.first());
    return account.isPresent()
        ? act.apply(account.get())
        : new Refused(arguments.name() + ": there is no such account");
  }
}

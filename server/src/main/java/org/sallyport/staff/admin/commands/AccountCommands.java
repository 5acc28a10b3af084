package org.sallyport.staff.admin.commands;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountsShown;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.admin.AccountSheet;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.Work;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Executes the commands, each in one transaction. */
@Component
public class AccountCommands {
  private final Accounts accounts;
  private final ImportCommand imports;
  private final ResetCommands resets;
  private final ActivationCodeCommand activationCode;
  private final AccountSheet sheet;
  private final StateCommands states;
  private final MissingCommand missing;
  private final KeyCommands keys;
  private final VerifyAuditCommand verifyAudit;
  private final DomainEvents events;
  private final ExportedAuditCommand exported;
  private final GroupCommands groups;
  private final StudyCommands studies;
  private final RestoreCommand restored;
  private final DataCommands data;

  AccountCommands(
      Accounts accounts,
      ImportCommand imports,
      ResetCommands resets,
      ActivationCodeCommand activationCode,
      AccountSheet sheet,
      StateCommands states,
      MissingCommand missing,
      KeyCommands keys,
      VerifyAuditCommand verifyAudit,
      DomainEvents events,
      ExportedAuditCommand exported,
      GroupCommands groups,
      StudyCommands studies,
      RestoreCommand restored,
      DataCommands data) {
    this.accounts = accounts;
    this.imports = imports;
    this.resets = resets;
    this.activationCode = activationCode;
    this.sheet = sheet;
    this.states = states;
    this.missing = missing;
    this.keys = keys;
    this.verifyAudit = verifyAudit;
    this.events = events;
    this.exported = exported;
    this.groups = groups;
    this.studies = studies;
    this.restored = restored;
    this.data = data;
  }

  @Transactional
  public CommandResult run(Work work) {
    Arguments arguments = work.arguments();
    return switch (Command.of(arguments)) {
      case IMPORT -> imports.run(arguments.first(), work.file());
      case IMPORT_PREVIEW -> imports.preview(arguments.first(), work.file());
      case LIST -> list();
      case SHOW -> on(arguments, this::show);
      case MISSING -> missing.run(work);
      case UNLOCK, INVITE, DISABLE, ENABLE -> allOrNone(states.run(work));
      case EXPORT, ERASE -> on(arguments, account -> data.run(arguments, account));
      case ACTIVATION_CODE -> on(arguments, activationCode::make);
      case RESET ->
          on(
              arguments,
              account ->
                  resets.ask(account, arguments.option("reason"), arguments.has("number-lost")));
      case RESET_CANCEL -> on(arguments, resets::cancel);
      case KEYS_LIST, KEYS_ROTATE, KEYS_RETIRE -> keys.run(arguments);
      case RESTORED -> restored.run(arguments.option("reason"));
      case AUDIT_VERIFY -> verify(arguments.has("all"));
      case AUDIT_VERIFY_FILE -> verifyFile(arguments.first());
      case GROUP_LIST,
          GROUP_MEMBERS,
          GROUP_ADD,
          GROUP_REMOVE,
          GROUP_CONFIRM,
          GROUP_ADMIN,
          GROUP_NO_ADMIN ->
          groups.run(arguments);
      case STUDY_WHY,
          STUDY_WHO,
          STUDY_COPY_TO,
          STUDY_END_COPY,
          STUDY_REFERENCE,
          STUDY_END_REFERENCE ->
          studies.run(arguments);
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

  private CommandResult list() {
    recordShown("list", null);
    return new Done(sheet.list(accounts.all()));
  }

  private CommandResult show(Account account) {
    recordShown("show", account.id());
    return new Done(sheet.show(account));
  }

  private void recordShown(String command, @Nullable AccountId account) {
    events.publish(new AccountsShown(command, account), Operator.origin());
  }

  private CommandResult verify(boolean all) {
    recordShown("audit-verify", null);
    return verifyAudit.verify(all);
  }

  private CommandResult verifyFile(String file) {
    recordShown("audit-verify-file", null);
    return exported.verify(file);
  }
}

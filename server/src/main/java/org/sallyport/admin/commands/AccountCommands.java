package org.sallyport.admin.commands;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.account.Disabling;
import org.sallyport.account.HeldAccount;
import org.sallyport.accountrecovery.Activations;
import org.sallyport.accountrecovery.Invitation;
import org.sallyport.admin.AccountSheet;
import org.sallyport.admin.Arguments;
import org.sallyport.admin.CommandResult;
import org.sallyport.admin.CommandResult.Done;
import org.sallyport.admin.CommandResult.Refused;
import org.sallyport.admin.Operator;
import org.sallyport.admin.Work;
import org.sallyport.events.DomainEvents;
import org.sallyport.events.SystemEvent.AccountsShown;
import org.sallyport.ids.AccountId;
import org.sallyport.lockout.Lockout;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Executes the commands, each in one transaction. */
@Component
public class AccountCommands {
  private final Accounts accounts;
  private final ImportCommand imports;
  private final ResetCommands resets;
  private final ActivationCodeCommand activationCode;
  private final AccountSheet sheet;
  private final Lockout lockout;
  private final Activations activations;
  private final Disabling disabling;
  private final KeyCommands keys;
  private final VerifyAuditCommand verifyAudit;
  private final DomainEvents events;
  private final ExportedAuditCommand exported;
  private final GroupCommands groups;
  private final StudyCommands studies;

  AccountCommands(
      Accounts accounts,
      ImportCommand imports,
      ResetCommands resets,
      ActivationCodeCommand activationCode,
      AccountSheet sheet,
      Lockout lockout,
      Activations activations,
      Disabling disabling,
      KeyCommands keys,
      VerifyAuditCommand verifyAudit,
      DomainEvents events,
      ExportedAuditCommand exported,
      GroupCommands groups,
      StudyCommands studies) {
    this.accounts = accounts;
    this.imports = imports;
    this.resets = resets;
    this.activationCode = activationCode;
    this.sheet = sheet;
    this.lockout = lockout;
    this.activations = activations;
    this.disabling = disabling;
    this.keys = keys;
    this.verifyAudit = verifyAudit;
    this.events = events;
    this.exported = exported;
    this.groups = groups;
    this.studies = studies;
  }

  @Transactional
  public CommandResult run(Work work) {
    Arguments arguments = work.arguments();
    return switch (arguments.command()) {
      case IMPORT -> imports.run(arguments.first(), work.file());
      case IMPORT_PREVIEW -> imports.preview(arguments.first(), work.file());
      case LIST -> list();
      case SHOW -> on(arguments, this::show);
      case UNLOCK -> on(arguments, account -> unlock(account, arguments.option("reason")));
      case INVITE -> on(arguments, this::invite);
      case ACTIVATION_CODE -> on(arguments, activationCode::make);
      case DISABLE -> on(arguments, account -> disable(account, arguments.option("reason")));
      case ENABLE -> on(arguments, account -> enable(account, arguments.option("reason")));
      case RESET ->
          on(
              arguments,
              account ->
                  resets.ask(account, arguments.option("reason"), arguments.has("number-lost")));
      case RESET_CANCEL -> on(arguments, resets::cancel);
      case KEYS_LIST, KEYS_ROTATE, KEYS_RETIRE -> keys.run(arguments);
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

  private CommandResult on(Arguments arguments, Function<Account, CommandResult> act) {
    Optional<Account> account = accounts.findByUsername(arguments.first());
    return account.isPresent()
        ? act.apply(account.get())
        : refused(arguments.command().word(), "there is no such account");
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

  private CommandResult unlock(Account account, String reason) {
    HeldAccount held = accounts.hold(account.id());
    return lockout.unlock(held, Operator.name(), reason, Operator.origin())
        ? new Done(account.username() + " is unlocked.")
        : refused("unlock", account.username() + " is not locked");
  }

  private CommandResult invite(Account account) {
    String name = account.username();
    return switch (activations.invite(account.id(), Operator.name(), Operator.origin())) {
      case Invitation.Sent sent -> new Done("An activation link for " + name + " is on its way.");
      case Invitation.Active active -> refused("invite", name + " has a password already");
      case Invitation.NoEmail no -> refused("invite", name + " has no e-mail address");
      case Invitation.Disabled disabled -> refused("invite", name + " is disabled");
    };
  }

  private CommandResult disable(Account account, String reason) {
    String name = account.username();
    return switch (disabling.disable(account.id(), Operator.name(), reason, Operator.origin())) {
      case DONE -> new Done(name + " is disabled; its sessions have ended.");
      case SO_ALREADY -> refused("disable", name + " is disabled already");
      case LAST_ADMIN, OWN -> refused("disable", name + " is the last admin who can sign in");
    };
  }

  private CommandResult enable(Account account, String reason) {
    String name = account.username();
    return switch (disabling.enable(account.id(), Operator.name(), reason, Operator.origin())) {
      case DONE -> new Done(name + " is enabled.");
      case SO_ALREADY, LAST_ADMIN, OWN -> refused("enable", name + " is not disabled");
    };
  }

  private static CommandResult refused(String command, String why) {
    return new Refused("account " + command + ": " + why);
  }
}

package org.sallyport.staff.admin.commands;

import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountsShown;
import org.sallyport.staff.admin.AccountSheet;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.Operator;
import org.springframework.stereotype.Component;

/** The commands that show accounts; each is recorded. */
@Component
@RequiredArgsConstructor
class ShowCommands {
  private final Accounts accounts;
  private final AccountSheet sheet;
  private final DomainEvents events;

  CommandResult list() {
    events.publish(new AccountsShown("list", null), Operator.origin());
    return new Done(sheet.list(accounts.all()));
  }

  CommandResult show(Account account) {
    events.publish(new AccountsShown("show", account.id()), Operator.origin());
    return new Done(sheet.show(account));
  }
}

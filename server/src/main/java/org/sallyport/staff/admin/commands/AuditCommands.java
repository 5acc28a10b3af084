package org.sallyport.staff.admin.commands;

import lombok.RequiredArgsConstructor;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountsShown;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.Operator;
import org.springframework.stereotype.Component;

/** The commands that verify the audit log; each is recorded. */
@Component
@RequiredArgsConstructor
class AuditCommands {
  private final VerifyAuditCommand verifyAudit;
  private final ExportedAuditCommand exported;
  private final DomainEvents events;

  CommandResult run(Arguments arguments) {
    return switch (Command.of(arguments)) {
      case AUDIT_VERIFY -> {
        recordShown("audit-verify");
        yield verifyAudit.verify(arguments.has("all"));
      }
      case AUDIT_VERIFY_FILE -> {
        recordShown("audit-verify-file");
        yield exported.verify(arguments.first());
      }
      default -> throw new IllegalStateException(arguments.name());
    };
  }

  private void recordShown(String command) {
    events.publish(new AccountsShown(command, null), Operator.origin());
  }
}

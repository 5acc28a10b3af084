package org.sallyport.staff.admin.commands;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.personaldata.Erasure;
import org.sallyport.gate.personaldata.ErasureResult;
import org.sallyport.gate.personaldata.PersonalData;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.events.AccountEvent.DataExported;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.TimeWords;
import org.springframework.stereotype.Component;

/** Exports what is kept about an owner who asked on paper, and erases disabled accounts. */
@Component
@RequiredArgsConstructor
class DataCommands {
  private final PersonalData data;
  private final Erasure erasure;
  private final NewUsernames usernames;
  private final DomainEvents events;
  private final TimeWords times;

  CommandResult run(Arguments arguments, Account account) {
    String reason = arguments.option("reason");
    return Command.of(arguments) == Command.EXPORT
        ? export(account, arguments.has("text"), reason)
        : erase(account, reason);
  }

  private CommandResult export(Account account, boolean asText, String reason) {
    events.publish(
        new DataExported(account.id(), null, Operator.name(), reason), Operator.origin());
    StringWriter copy = new StringWriter();
    try {
      data.write(account, asText ? Writer.nullWriter() : copy, asText ? copy : Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Done(copy.toString().stripTrailing());
  }

  private CommandResult erase(Account account, String reason) {
    return switch (erasure.erase(account.id(), Operator.name(), reason, Operator.origin())) {
      case ErasureResult.Erased erased ->
          new Done(
              account.username()
                  + " is erased. The audit log has it as "
                  + erased.pseudonym()
                  + "; "
                  + erased.events()
                  + " events were changed.");
      case ErasureResult.Gone _ -> refused("there is no such account");
      case ErasureResult.InUse _ -> refused(account.username() + " is not disabled");
      case ErasureResult.NotBefore later ->
          refused(account.username() + " cannot be erased before " + times.words(later.at()));
      case ErasureResult.AdminsFirst first ->
          refused(
              "the admins have to be told first; the server does so, and the notice has to pass");
    };
  }

  /** Lets the username of an erased account be given again. */
  CommandResult release(String username, String reason) {
    return usernames.release(username, Operator.name(), reason, Operator.origin())
        ? new Done("An account may be given the username " + username + " again.")
        : new Refused("account release-username: no erased account had this username");
  }

  private static CommandResult refused(String why) {
    return new Refused("account erase: " + why);
  }
}

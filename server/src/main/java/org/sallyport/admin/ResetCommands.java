package org.sallyport.admin;

import java.util.Locale;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.admin.Answer.Done;
import org.sallyport.admin.Answer.Refused;
import org.sallyport.waysback.FactorResets;
import org.sallyport.waysback.Reset;
import org.springframework.stereotype.Component;

/** The reset of a lost second factor, as commands of two admins (RULES 39). */
@Component
class ResetCommands {
  private final FactorResets resets;
  private final TimeWords times;

  ResetCommands(FactorResets resets, TimeWords times) {
    this.resets = resets;
    this.times = times;
  }

  Answer ask(Account account, String by, String reason) {
    return words("reset", account, resets.ask(account.id(), by, reason, Origin.COMMAND_LINE));
  }

  Answer confirm(Account account, String by) {
    return words("reset-confirm", account, resets.confirm(account.id(), by, Origin.COMMAND_LINE));
  }

  Answer cancel(Account account, String by) {
    return words("reset-cancel", account, resets.cancel(account.id(), by, Origin.COMMAND_LINE));
  }

  private Answer words(String command, Account account, Reset reset) {
    String name = account.username();
    return switch (reset) {
      case Reset.Asked asked ->
          new Done(
              String.format(
                  Locale.ROOT,
                  "The reset for %s is asked for. It happens when another admin confirms it, or at %s; until then it can be cancelled.",
                  name,
                  times.words(asked.dueAt())));
      case Reset.Done done ->
          new Done(
              String.format(
                  Locale.ROOT, "%s chooses a new second factor at the next sign-in.", name));
      case Reset.Cancelled cancelled ->
          new Done(String.format(Locale.ROOT, "The reset for %s is cancelled.", name));
      case Reset.AskedBefore before ->
          refused(command, String.format(Locale.ROOT, "a reset for %s is open already", name));
      case Reset.NoneOpen none ->
          refused(command, String.format(Locale.ROOT, "no reset for %s is open", name));
      case Reset.NoAdmin no -> refused(command, "who acts must be an enabled admin (--by)");
      case Reset.SamePerson same ->
          refused(command, "another admin is needed: neither the owner nor who asked");
    };
  }

  private static Answer refused(String command, String why) {
    return new Refused("account " + command + ": " + why);
  }
}

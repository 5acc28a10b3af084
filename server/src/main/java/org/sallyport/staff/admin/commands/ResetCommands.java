package org.sallyport.staff.admin.commands;

import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.OpenReset;
import org.sallyport.gate.accountrecovery.reset.Reset;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.TimeWords;
import org.springframework.stereotype.Component;

/**
 * The reset of a lost second factor on the command line: starts and cancels resets. Confirming one
 * requires an admin's own session (rule 39).
 */
@Component
@RequiredArgsConstructor
class ResetCommands {
  private final FactorResets resets;
  private final TimeWords times;

  CommandResult ask(Account account, String reason, boolean phoneLost) {
    ResetRequest request = new ResetRequest(account.id(), Operator.actor(), reason, phoneLost);
    return words("reset", account, resets.ask(request, Operator.origin()));
  }

  CommandResult cancel(Account account) {
    Optional<OpenReset> open = resets.open(account.id());
    Reset reset =
        open.isPresent()
            ? resets.cancel(open.get().id(), Operator.actor(), Operator.origin())
            : new Reset.NoneOpen();
    return words("reset-cancel", account, reset);
  }

  private CommandResult words(String command, Account account, Reset reset) {
    String name = account.username();
    return switch (reset) {
      case Reset.Requested asked ->
          new Done(
              String.format(
                  Locale.ROOT,
                  "The reset for %s is started. It takes effect at %s, or when an admin, signed in, confirms it under /admin/resets. Until then it can be cancelled.",
                  name,
                  times.words(asked.dueAt())));
      case Reset.Cancelled cancelled ->
          new Done(String.format(Locale.ROOT, "The reset for %s is cancelled.", name));
      case Reset.AskedBefore _ ->
          refused(command, String.format(Locale.ROOT, "a reset for %s is open already", name));
      case Reset.AskedTooOften often ->
          refused(
              command,
              String.format(
                  Locale.ROOT,
                  "three resets for %s were asked for within 24 hours; the next one can be requested from %s on",
                  name,
                  times.words(often.until())));
      case Reset.NoneOpen _ ->
          refused(command, String.format(Locale.ROOT, "no reset for %s is open", name));
      case Reset.Approved _, Reset.FactorRemoved _, Reset.NewAdmin _, Reset.SameBrowser _ ->
          throw new IllegalStateException("the command line confirms nothing");
      case Reset.NoAdmin no -> throw new IllegalStateException("the command line is no account");
      case Reset.SamePerson _ -> throw new IllegalStateException("the command line is no account");
    };
  }

  private static CommandResult refused(String command, String why) {
    return new Refused("account " + command + ": " + why);
  }
}

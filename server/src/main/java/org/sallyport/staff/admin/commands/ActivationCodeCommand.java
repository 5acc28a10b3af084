package org.sallyport.staff.admin.commands;

import java.time.Instant;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.platform.installation.Installation;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.TimeWords;
import org.springframework.stereotype.Component;

/** Issues an activation code, for a letter or to be handed over (rule 27). */
@Component
@RequiredArgsConstructor
class ActivationCodeCommand {
  private final Accounts accounts;
  private final ActivationLetter letter;
  private final Installation installation;
  private final TimeWords times;

  CommandResult make(Account account) {
    String name = account.username();
    HeldAccount held = accounts.hold(account.id());
    return switch (letter.make(held, Operator.name(), Operator.origin())) {
      case ActivationLetter.Result.Made made -> new Done(toHandOver(account, made));
      case ActivationLetter.Result.HasWay has -> hasWay(name, has.factor());
      case ActivationLetter.Result.ContactChanged changed -> contactChanged(name, changed.until());
      case ActivationLetter.Result.Disabled disabled -> refused(name + " is disabled");
    };
  }

  private String toHandOver(Account account, ActivationLetter.Result.Made made) {
    return String.join(
        "\n",
        "For " + account.name() + ", to be handed over in person or by letter:",
        "",
        "  Address          " + installation.address("/"),
        "  Username         " + account.username(),
        "  Activation code  " + made.code(),
        "  Valid once       until " + times.words(made.until()),
        "",
        "It is shown this once. Older ones no longer work.");
  }

  private static CommandResult hasWay(String name, String factor) {
    return refused(
        String.format(
            Locale.ROOT,
            "%s can be asked for a second factor (%s); if that is lost, run account reset first",
            name,
            factor));
  }

  private CommandResult contactChanged(String name, Instant until) {
    return refused(
        String.format(
            Locale.ROOT,
            "an admin changed a contact of %s; a code can be made from %s on",
            name,
            times.words(until)));
  }

  private static CommandResult refused(String why) {
    return new Refused("account activation-code: " + why);
  }
}

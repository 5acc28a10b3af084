package org.sallyport.testing.messages;

import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests activation codes that are sent by letter. */
@Component
public class Letters {
  private final Accounts accounts;
  private final ActivationLetter letter;
  private final TransactionTemplate transaction;

  Letters(Accounts accounts, ActivationLetter letter, TransactionTemplate transaction) {
    this.accounts = accounts;
    this.letter = letter;
    this.transaction = transaction;
  }

  /** Requests a code and returns the result. */
  public ActivationLetter.Result ask(People.Person person) {
    return transaction.execute(
        status -> letter.make(accounts.hold(person.id()), "the desk", Origin.COMMAND_LINE));
  }

  /** Requests a code and returns it. */
  public String code(People.Person person) {
    if (ask(person) instanceof ActivationLetter.Result.Made made) {
      return made.code();
    }
    throw new AssertionError("no letter for " + person.username());
  }
}

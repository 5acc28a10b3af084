package org.sallyport.staff.admin.letters;

import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Addressee;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.gate.secondfactor.written.ActivationLetter.Result;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Issues and voids the codes of letters, in the transaction that checked the admin. */
@Component
@RequiredArgsConstructor
class IssuedLetters {
  private final Accounts accounts;
  private final ActivationLetter codes;
  private final LetterRefusals refusals;
  private final AuditTrail trail;
  private final Installation installation;

  /** The result of issuing a code. */
  sealed interface Issued {
    record NewLetter(Letter letter) implements Issued {}

    /**
     * Nothing was issued.
     *
     * @param why as text
     */
    record NotIssued(String why) implements Issued {}
  }

  /** How many codes were issued for an account until now. */
  int made(Account account) {
    return trail.count(account.id(), AccountEvent.ActivationCodeMade.class, Instant.EPOCH);
  }

  /**
   * Issues a code. A form that is sent again, for example by reloading the page of the letter,
   * issues none: it would void the letter that was just printed.
   *
   * @param madeBefore how many codes had been issued when the form was shown
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Issued issue(Account account, Actor by, String reason, int madeBefore, Origin origin) {
    if (account.id().equals(by.account())) {
      return new Issued.NotIssued(Messages.text("staff.not-own"));
    }
    HeldAccount held = accounts.hold(account.id());
    if (made(account) != madeBefore) {
      return new Issued.NotIssued(Messages.text("staff.letter.repeated"));
    }
    Result result = codes.make(held, by.name(), reason, origin);
    return result instanceof Result.Made made
        ? new Issued.NewLetter(letter(account, made.code(), made.until()))
        : new Issued.NotIssued(refusals.words(result).map(IssuedLetters::unchanged).orElseThrow());
  }

  private static String unchanged(String why) {
    return Messages.text("staff.letter.unchanged", why);
  }

  /** Voids a code before it is used; false if there is none, or it is the admin's own. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean cancel(Account account, Actor by, String reason, Origin origin) {
    return !account.id().equals(by.account())
        && codes.cancel(accounts.hold(account.id()), by.name(), reason, origin);
  }

  /** The letter with a code, in the language of the account. */
  Letter letter(Account account, String code, Instant until) {
    return Addressee.compose(
        account,
        () ->
            new Letter(
                installation.name(),
                account.name(),
                account.username(),
                installation.address("/").toString(),
                code,
                refusals.when(until),
                Letter.Words.now()));
  }
}

package org.sallyport.gate.secondfactor.recoverycode;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.written.WrittenCodeFactor;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** A recovery code as a second factor. The owner is notified of each use. */
@Component
@RequiredArgsConstructor
class RecoveryCode extends WrittenCodeFactor {
  static final String METHOD = "recovery";

  private final RecoveryStore store;
  private final Accounts accounts;
  private final DomainEvents events;
  private final RecoveryCodeProperties properties;

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String name() {
    return Messages.text("factor.recovery.name");
  }

  @Override
  public String nameInSentence() {
    return Messages.text("factor.recovery.in-sentence");
  }

  @Override
  public boolean allowed() {
    return properties.enabled();
  }

  @Override
  public boolean linked(Account account) {
    return account.linkedMethods().contains(METHOD) && store.left(account.id()) > 0;
  }

  @Override
  public Offer offer(Account account) {
    int left = store.left(account.id());
    String note = Messages.text("factor.recovery.note", left);
    return new Offer(METHOD, name(), note, left > 0, false);
  }

  /** As strong as the strongest method of the account (rule 28). */
  @Override
  public int strength() {
    return 100;
  }

  @Override
  public MatchResult compare(FactorContext context, String answer) {
    if (!store.spend(context.held(), answer)) {
      return store.isUsed(context.held().id(), answer)
          ? new MatchResult.UsedBefore(Messages.text("factor.recovery.used"))
          : new MatchResult.Wrong();
    }
    int left = store.left(context.held().id());
    accounts.setLinked(context.held(), METHOD, left > 0);
    events.publish(
        new AccountEvent.RecoveryCodeUsed(context.held().id(), context.signIn().id(), left),
        context.origin());
    return new MatchResult.KeptCode(METHOD);
  }

  @Override
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    return Optional.of(
        new Prompt.Typed(
            Messages.text("factor.recovery.question"),
            Messages.text("factor.recovery.hint"),
            Prompt.Field.writtenCode(name(), Messages.text("factor.recovery.malformed"))));
  }
}

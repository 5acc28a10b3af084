package org.sallyport.gate.secondfactor.activationcode;

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

/**
 * An activation code as a second factor, for the one sign-in at which a first device is linked. It
 * is not accepted if the account has any other factor.
 */
@Component
@RequiredArgsConstructor
class ActivationCode extends WrittenCodeFactor {
  static final String METHOD = "activation";

  private final ActivationStore store;
  private final Accounts accounts;
  private final DomainEvents events;

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String name() {
    return Messages.text("factor.activation.name");
  }

  @Override
  public String nameInSentence() {
    return Messages.text("factor.activation.in-sentence");
  }

  @Override
  public boolean bootstrapOnly() {
    return true;
  }

  @Override
  public boolean allowed() {
    return true;
  }

  @Override
  public boolean linked(Account account) {
    return account.linkedMethods().contains(METHOD) && store.validUntil(account.id()).isPresent();
  }

  @Override
  public Offer offer(Account account) {
    return new Offer(
        METHOD, name(), Messages.text("factor.activation.note"), linked(account), false);
  }

  /** The person who handed it over has verified the owner's identity. */
  @Override
  public int strength() {
    return 90;
  }

  @Override
  public Assurance assurance() {
    return Assurance.SENT_CODE;
  }

  @Override
  public MatchResult compare(FactorContext context, String answer) {
    if (!store.spend(context.held(), answer)) {
      return store.isOver(context.held().id(), answer)
          ? new MatchResult.UsedBefore(Messages.text("factor.activation.used"))
          : new MatchResult.Wrong();
    }
    accounts.setLinked(context.held(), METHOD, false);
    events.publish(
        new AccountEvent.ActivationCodeUsed(context.held().id(), context.signIn().id()),
        context.origin());
    return new MatchResult.KeptCode(METHOD);
  }

  @Override
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    return Optional.of(
        new Prompt.Typed(
            Messages.text("factor.activation.question"),
            Messages.text("factor.activation.hint"),
            Prompt.Field.writtenCode(name(), Messages.text("factor.activation.malformed"))));
  }
}

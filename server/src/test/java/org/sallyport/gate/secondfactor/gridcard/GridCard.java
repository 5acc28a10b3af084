package org.sallyport.gate.secondfactor.gridcard;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.AccountId;

/** A card with a number that can be used again. */
class GridCard implements SecondFactor {
  private final Map<AccountId, String> cards = new ConcurrentHashMap<>();

  /** Hands an account its card. */
  void issue(AccountId account, String number) {
    cards.put(account, number);
  }

  @Override
  public String method() {
    return "gridcard";
  }

  @Override
  public String name() {
    return "Grid card";
  }

  @Override
  public String nameInSentence() {
    return "your grid card";
  }

  @Override
  public boolean allowed() {
    return true;
  }

  @Override
  public boolean linked(Account account) {
    return cards.containsKey(account.id());
  }

  @Override
  public Offer offer(Account account) {
    return new Offer(method(), name(), "The number on your card.", linked(account), false);
  }

  @Override
  public int strength() {
    return 25;
  }

  @Override
  public ChallengeResult issue(FactorContext context, boolean again) {
    return linked(context.held().account())
        ? new ChallengeResult.Issued()
        : new ChallengeResult.NotLinked();
  }

  @Override
  public Optional<String> read(String typed) {
    return CodeDigits.read(typed, CodeDigits.OF_APP);
  }

  @Override
  public MatchResult compare(FactorContext context, String answer) {
    return answer.equals(cards.get(context.held().id()))
        ? new MatchResult.KeptCode(method())
        : new MatchResult.Wrong();
  }

  @Override
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    return Optional.of(
        new Prompt.Typed(
            "Enter the number of your grid card",
            "It is printed on the back.",
            Prompt.Field.sixDigits("From your card")));
  }
}

package org.sallyport.secondfactor;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.account.Account;
import org.sallyport.policy.Policy;
import org.sallyport.policy.StartRefused;
import org.springframework.stereotype.Component;

/** The factors that this installation allows. */
@Component
public class SecondFactors {
  private final List<SecondFactor> factors;

  SecondFactors(List<SecondFactor> factors, Policy policy) {
    this.factors =
        factors.stream()
            .filter(SecondFactor::allowed)
            .sorted(Comparator.comparingInt(SecondFactor::strength).reversed())
            .toList();
    if (this.factors.stream()
        .filter(SecondFactor::everyday)
        .allMatch(LinkedFactor.class::isInstance)) {
      throw new StartRefused(
          String.format(
              Locale.ROOT,
              "sallyport.otp.channels: no way to send a code is left, so nobody could link a first device under the policy %s",
              policy.name()));
    }
  }

  public Optional<SecondFactor> byMethod(String method) {
    return factors.stream().filter(factor -> factor.method().equals(method)).findFirst();
  }

  /** The factors that an account can be asked for, the strongest first. */
  public List<SecondFactor> linked(Account account) {
    return factors.stream().filter(factor -> factor.linked(account)).toList();
  }

  /** The factors that something can be linked for, the strongest first. */
  public List<LinkedFactor> linkable() {
    return factors.stream()
        .filter(LinkedFactor.class::isInstance)
        .map(LinkedFactor.class::cast)
        .toList();
  }

  /** One of those. */
  public Optional<LinkedFactor> linkable(String method) {
    return linkable().stream().filter(factor -> factor.method().equals(method)).findFirst();
  }

  /** The one that opens both doors by itself; empty if none is allowed. */
  public Optional<WholeFactor> whole() {
    return factors.stream()
        .filter(WholeFactor.class::isInstance)
        .map(WholeFactor.class::cast)
        .findFirst();
  }

  /**
   * What the dialog of the first sign-in offers: what is recommended, then the most secure first.
   */
  public List<Offer> offers(Account account) {
    return factors.stream()
        .filter(SecondFactor::everyday)
        .sorted(Comparator.comparing(SecondFactor::recommended).reversed())
        .map(
            factor -> {
              Offer offer = factor.offer(account);
              return new Offer(
                  offer.value(), offer.name(), offer.note(), startable(factor, account), false);
            })
        .toList();
  }

  /**
   * Whether a first sign-in can be made with it: something to be linked needs another factor that
   * proves who links it (RULES 27).
   */
  public boolean startable(SecondFactor factor, Account account) {
    return factor.startable(account)
        || (factor instanceof LinkedFactor && strongest(account).isPresent());
  }

  /**
   * The factor that is asked for where that one was chosen: itself, or while nothing is linked for
   * it the strongest that is.
   */
  public Optional<SecondFactor> asked(SecondFactor chosen, Account account) {
    return chosen.startable(account) ? Optional.of(chosen) : strongest(account);
  }

  /**
   * The factor that a sign-in of the account begins with; empty if it has to choose one first
   * (RULES 25, 26).
   */
  public Optional<SecondFactor> usual(Account account) {
    String method = account.method();
    return method == null
        ? Optional.empty()
        : byMethod(method).filter(factor -> factor.everyday() && factor.startable(account));
  }

  /** What a change of the account asks for: the strongest one the account has (RULES 28). */
  public Optional<SecondFactor> strongest(Account account) {
    return everyday(account).stream().findFirst();
  }

  /** The linked factors of which one can be the method, the strongest first. */
  public List<SecondFactor> everyday(Account account) {
    return linked(account).stream().filter(SecondFactor::everyday).toList();
  }

  /** What else a change takes in place of the strongest: what is at least as strong (RULES 28). */
  public Optional<SecondFactor> inPlaceOfStrongest(Account account) {
    return strongest(account)
        .flatMap(
            strongest ->
                linked(account).stream()
                    .filter(factor -> factor.strength() >= strongest.strength())
                    .filter(factor -> !factor.method().equals(strongest.method()))
                    .findFirst());
  }
}

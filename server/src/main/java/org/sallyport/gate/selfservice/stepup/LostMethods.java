package org.sallyport.gate.selfservice.stepup;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.ChangeStore.Waiting;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replaces a lost method with the next one, for the change that awaits the second factor (rule 28).
 */
@Component
@RequiredArgsConstructor
class LostMethods {
  private final OpenSessions sessions;
  private final SecondFactors factors;
  private final ChangeStore store;
  private final DelayedChanges delayed;
  private final DomainEvents events;

  /**
   * Reports the method asked for as lost and challenges the next strongest one instead; the change
   * will then be delayed (rule 28). Empty if no method can replace it.
   */
  @Transactional
  public Optional<ChallengeResult> lose(Visitor visitor, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    Optional<Lost> lost = open.flatMap(it -> lost(it.account(), visitor));
    SecondFactor next = lost.isEmpty() ? null : lost.get().next();
    if (next == null) {
      return Optional.empty();
    }
    store.lose(open.get(), lost.get().method().method());
    events.publish(
        new AccountEvent.MethodLost(
            visitor.account(),
            visitor.signIn(),
            lost.get().change().key(),
            lost.get().method().method()),
        origin);
    HeldForChange.Open taken = open.get();
    return Optional.of(
        next.issue(FactorContext.stepUp(taken.held(), taken.session(), origin), false));
  }

  /**
   * A lost method and its replacement.
   *
   * @param method the method that is asked for
   * @param next the method that replaces it; null if none does
   */
  record Lost(Change change, SecondFactor method, @Nullable SecondFactor next) {}

  /** Whether the limit on delayed changes is reached. */
  boolean isFull(Account account) {
    return delayed.isFull(account.id());
  }

  /** The method asked for and its replacement; empty if no change awaits the second factor. */
  Optional<Lost> lost(Account account, Visitor visitor) {
    return store
        .requested(visitor.signIn())
        .flatMap(
            waiting ->
                factors
                    .forChange(account, waiting.lost())
                    .map(
                        method ->
                            new Lost(waiting.change(), method, next(account, waiting, method))));
  }

  private @Nullable SecondFactor next(Account account, Waiting waiting, SecondFactor method) {
    if (!waiting.change().canWait() || !method.primary() || delayed.isFull(account.id())) {
      return null;
    }
    Set<String> lost = new HashSet<>(waiting.lost());
    lost.add(method.method());
    return factors.forChange(account, lost).filter(SecondFactor::primary).orElse(null);
  }
}

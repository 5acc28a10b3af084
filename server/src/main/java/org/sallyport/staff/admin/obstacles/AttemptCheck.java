package org.sallyport.staff.admin.obstacles;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.session.history.History;
import org.sallyport.gate.session.history.PastSignIn;
import org.springframework.stereotype.Component;

/**
 * The last sign-in, if its password was right and it did not get further: what its page shows now,
 * and what would keep it from sending another code.
 */
@Component
@RequiredArgsConstructor
class AttemptCheck implements ObstacleCheck {
  private static final Duration LOOKBACK = Duration.ofHours(2);

  /** An attempt that the lock ended stays over after an unlock. */
  private static final Set<PastSignIn.Outcome> IS_OVER =
      EnumSet.of(PastSignIn.Outcome.SIGNED_IN, PastSignIn.Outcome.LOCKED);

  private final History history;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final PromptSentence sentence;
  private final DeskTimes times;
  private final Clock clock;

  @Override
  public Stream<Obstacle> of(Account account) {
    if (account.isLocked() || account.isDisabled()) {
      return Stream.empty();
    }
    return history.of(account.id()).stream()
        .findFirst()
        .filter(attempt -> !IS_OVER.contains(attempt.outcome()))
        .filter(attempt -> attempt.at().isAfter(clock.instant().minus(LOOKBACK)))
        .flatMap(attempt -> signIns.find(attempt.id()))
        .map(attempt -> of(account, attempt))
        .orElseGet(Stream::empty);
  }

  private Stream<Obstacle> of(Account account, SignIn attempt) {
    String method = attempt.method();
    Optional<SecondFactor> factor = method == null ? Optional.empty() : factors.byMethod(method);
    return factor
        // Of a number whose SIM changed, SimCheck says all.
        .filter(it -> it.simChangedUntil(account).isEmpty())
        .map(it -> Stream.concat(limit(account, attempt, it), prompt(account, attempt, it)))
        .orElseGet(Stream::empty);
  }

  private Stream<Obstacle> limit(Account account, SignIn attempt, SecondFactor factor) {
    return factor
        .heldBack(account, attempt, Purpose.SIGN_IN)
        .map(
            limit ->
                Obstacle.of(
                    ObstacleKind.SENDING_LIMIT,
                    account,
                    times.point(limit.until()),
                    limit.reason()))
        .stream();
  }

  private Stream<Obstacle> prompt(Account account, SignIn attempt, SecondFactor factor) {
    Instant at = attempt.passwordAt();
    Optional<Prompt> prompt = factor.prompt(account, attempt, Purpose.SIGN_IN);
    return prompt.map(it -> sentence.of(account, factor, it, at)).stream();
  }
}

package org.sallyport.gate.administration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.lockout.Lockout;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;

/** Unlocks an account, or ends the pause of requests to its phones, a few times a day. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Unlocking {
  private final Lockout lockout;
  private final PausedRequests requests;
  private final RateLimits limits;
  private final UnlockProperties properties;
  private final DomainEvents events;

  /** The result. */
  public sealed interface Result {

    /** Done, and recorded. */
    record Unlocked() implements Result {}

    /** The account was not locked, and had no wait. */
    record NotLocked() implements Result {}

    /**
     * The account was unlocked too often.
     *
     * @param until when it is possible again
     */
    record TooOften(Instant until) implements Result {}

    /** Too many codes were wrong in a row: the second factor has to be reset before. */
    record ResetFirst() implements Result {}
  }

  /**
   * Paused requests are no lock, but end with one.
   *
   * @param by who unlocks, as the audit log names them
   */
  public Result unlock(String by, HeldAccount held, String reason, Origin origin) {
    Optional<Decision.UsedUp> usedUp = limits.check(List.of(unlocks(held)));
    if (usedUp.isPresent()) {
      return new Result.TooOften(usedUp.get().until());
    }
    boolean paused = requests.arePaused(held.account());
    switch (lockout.unlock(held, by, reason, origin)) {
      case DONE -> {}
      case RESET_FIRST -> {
        return new Result.ResetFirst();
      }
      case NOT_LOCKED -> {
        if (!paused) {
          return new Result.NotLocked();
        }
        events.publish(new LockEvent.Unlocked(held.id(), by, reason), origin);
      }
    }
    limits.take(List.of(unlocks(held)));
    return new Result.Unlocked();
  }

  /** Each unlocking gives anyone who knows the password five more guesses. */
  private Demand unlocks(HeldAccount held) {
    return LimitName.ADMIN_UNLOCKS
        .of(properties.unlocksPerAccountDay())
        .demand(Quota.KNOWN_BROWSER, held.id().toString())
        .about(held.id().toString());
  }
}

package org.sallyport.gate.selfservice.mydata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Limit;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Allows exports of an account to its owner; each needs a fresh second factor (rule 28). */
@Component
@RequiredArgsConstructor
class MyData {
  private static final Limit A_DAY = LimitName.MY_DATA.of(3);

  private final OpenSessions sessions;
  private final ChangeStore store;
  private final RateLimits limits;
  private final DomainEvents events;

  /** Whether an export may be made. */
  sealed interface Permission {
    /** It may, and was recorded and told. */
    record Given(Account account) implements Permission {}

    /** The change was not begun with a fresh second factor, or was used. */
    record NotBegun() implements Permission {}

    /** There were too many today. */
    record NotBefore(Instant until) implements Permission {}
  }

  /**
   * Uses the change up and records the export before the first byte is sent: of an export that
   * fails afterwards, nobody knows how much was read.
   */
  @Transactional
  public Permission take(Visitor visitor, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    if (open.isEmpty() || !store.isBegun(visitor.signIn(), Change.DATA)) {
      return new Permission.NotBegun();
    }
    if (limits.take(List.of(A_DAY.demand(Quota.ANYONE, visitor.account().value().toString())))
        instanceof Decision.UsedUp usedUp) {
      return new Permission.NotBefore(usedUp.until());
    }
    if (!store.finish(open.get(), Change.DATA)) {
      return new Permission.NotBegun();
    }
    events.publish(
        new AccountEvent.DataExported(visitor.account(), visitor.signIn(), null, null), origin);
    return new Permission.Given(open.get().account());
  }
}

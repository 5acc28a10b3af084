package org.sallyport.portal.studies;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.Limit;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records refused requests for studies in the audit log, up to a number in an hour for each account
 * and each share, so that nobody fills the log with them. In place of the first one beyond that
 * number, an event says until when further ones are not recorded. A metric counts all that are not.
 */
@Component
public class RefusedRequests {
  private final RateLimits limits;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final MeterRegistry meters;
  private final Clock clock;
  private final int most;
  private final Limit limit;

  RefusedRequests(
      RateLimits limits,
      DomainEvents events,
      TransactionTemplate transaction,
      StudiesProperties properties,
      MeterRegistry meters,
      Clock clock) {
    this.limits = limits;
    this.events = events;
    this.transaction = transaction;
    this.meters = meters;
    this.clock = clock;
    this.most = properties.refusalsPerHour();
    this.limit = LimitName.REFUSED_REQUESTS.of(most + 1);
    counter(StudyEvent.Refused.class, meters);
    counter(ShareEvent.ViewRefused.class, meters);
  }

  /**
   * Records a refused request, or only counts it.
   *
   * @param whose the id of the account or share, each of which has the whole number
   * @param refusal the event of this request
   * @param omission the event that says until when further ones are not recorded
   */
  public void record(
      String whose, DomainEvent refusal, Function<Instant, DomainEvent> omission, Origin origin) {
    Demand demand = limit.demand(Quota.ANYONE, whose);
    boolean usedUp = limits.check(List.of(demand)).isPresent();
    if (usedUp || !isRecorded(demand, refusal, omission, origin)) {
      counter(refusal.getClass(), meters).increment();
    }
  }

  private boolean isRecorded(
      Demand demand, DomainEvent refusal, Function<Instant, DomainEvent> omission, Origin origin) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status ->
                switch (limits.take(List.of(demand))) {
                  case Decision.Met met when met.used().getFirst() <= most -> {
                    events.publish(refusal, origin);
                    yield true;
                  }
                  case Decision.Met _ -> {
                    events.publish(omission.apply(end(demand)), origin);
                    yield false;
                  }
                  case Decision.UsedUp _ -> false;
                }));
  }

  /** When the window ends that was just used up. */
  private Instant end(Demand demand) {
    return limits
        .check(List.of(demand))
        .map(Decision.UsedUp::until)
        .orElseGet(() -> clock.instant().plus(limit.window()));
  }

  private static Counter counter(Class<? extends DomainEvent> type, MeterRegistry meters) {
    return Counter.builder("sallyport.events.omitted")
        .description("Events that were not recorded because of a limit, by type")
        .tag("type", DomainEvent.typeOf(type))
        .register(meters);
  }
}

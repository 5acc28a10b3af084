package org.sallyport.gate.federation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.NetworkLimits;
import org.springframework.stereotype.Component;

/**
 * Records answers and requests that are of no account, which strangers can cause: the first ones of
 * a network and of an issuer in an hour. The one after them says that more are only counted (rule
 * 60).
 */
@Component
class RefusedPeople {
  private static final int ISSUER_FACTOR = 10;

  private final NetworkLimits limits;
  private final DomainEvents events;
  private final Counter omitted;
  private final int most;

  RefusedPeople(
      NetworkLimits limits,
      DomainEvents events,
      FederationProperties properties,
      MeterRegistry meters) {
    this.limits = limits;
    this.events = events;
    this.most = properties.refusalsPerHour();
    this.omitted =
        Counter.builder("sallyport.events.omitted")
            .description("Events that were not recorded because of a limit, by type")
            .tag("type", DomainEvent.typeOf(SignInEvent.IssuerRefused.class))
            .register(meters);
  }

  void record(String issuer, String reason, Origin origin) {
    if (limits.take(
                LimitName.ISSUER_REFUSALS, LimitName.ISSUER_REFUSALS_SITE, most + 1, origin.block())
            instanceof Decision.Met ofNetwork
        && limits.take(LimitName.ISSUER_REFUSALS_ISSUER.of(most * ISSUER_FACTOR + 1), issuer)
            instanceof Decision.Met ofIssuer) {
      publish(issuer, reason, isLast(ofNetwork, ofIssuer), origin);
    } else {
      omitted.increment();
    }
  }

  private boolean isLast(Decision.Met ofNetwork, Decision.Met ofIssuer) {
    return ofNetwork.used().getFirst() > most || ofIssuer.used().getFirst() > most * ISSUER_FACTOR;
  }

  private void publish(String issuer, String reason, boolean isLast, Origin origin) {
    events.publish(
        new SignInEvent.IssuerRefused(
            null, issuer, isLast ? "more than are recorded in an hour" : reason),
        origin);
  }
}

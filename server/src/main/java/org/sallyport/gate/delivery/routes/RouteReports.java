package org.sallyport.gate.delivery.routes;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** The routes of channels that have several, for admins. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RouteReports {
  private static final Duration LOOKBACK = Duration.ofHours(24);

  private final RouteStates states;
  private final RouteStore store;
  private final Clock clock;

  /** One report for each route, by channel and name; those of all nodes together. */
  public List<RouteReport> ofLate() {
    List<RouteStore.Share> shares = store.shares(clock.instant().minus(LOOKBACK));
    List<RouteStore.Failure> failures = store.failures();
    return states.amongSeveral().stream().map(route -> report(route, shares, failures)).toList();
  }

  private static RouteReport report(
      Route route, List<RouteStore.Share> shares, List<RouteStore.Failure> failures) {
    String name = route.terms().name();
    Optional<RouteStore.Share> share =
        shares.stream()
            .filter(it -> it.channel() == route.channel() && it.route().equals(name))
            .findFirst();
    Optional<RouteStore.Failure> failure =
        failures.stream()
            .filter(it -> it.channel() == route.channel() && it.route().equals(name))
            .findFirst();
    return new RouteReport(
        route.channel(),
        name,
        share.map(RouteStore.Share::messages).orElse(0),
        share.map(RouteStore.Share::takenOver).orElse(0),
        share.map(RouteStore.Share::cost).orElse(BigDecimal.ZERO),
        failure.map(RouteStore.Failure::since).orElse(null),
        failure.map(RouteStore.Failure::reason).orElse(null));
  }
}

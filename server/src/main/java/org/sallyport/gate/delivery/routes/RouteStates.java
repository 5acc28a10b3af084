package org.sallyport.gate.delivery.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.platform.ids.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How each route fares, as this node sees it: in memory, in the metrics and in the database. */
@Component
@RequiredArgsConstructor
public class RouteStates {
  private static final Logger LOG = LoggerFactory.getLogger(RouteStates.class);
  private static final String MESSAGES = "sallyport.route.messages";

  private final RouteLedger ledger;
  private final ApplicationEventPublisher listeners;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Map<Route, RouteState> states = new ConcurrentHashMap<>();

  RouteState of(Route route) {
    return states.computeIfAbsent(route, this::begin);
  }

  private RouteState begin(Route route) {
    RouteState state = new RouteState(clock);
    Gauge.builder("sallyport.route.up", state, it -> it.isFailing() ? 0 : 1)
        .description("1 if the route takes messages, 0 if it is passed over")
        .tags(tags(route))
        .register(meters);
    RouteReceipts.register(route.terms().name(), meters);
    return state;
  }

  /** The routes of channels that have several, by channel and name. */
  public List<Route> amongSeveral() {
    return states.keySet().stream()
        .filter(this::hasOthers)
        .sorted(Comparator.comparing(Route::channel).thenComparing(route -> route.terms().name()))
        .toList();
  }

  /** Whether messages of a channel can leave at all. */
  public boolean hasRoutes(Channel channel) {
    return states.keySet().stream().anyMatch(route -> route.channel() == channel);
  }

  /** Whether a route of a channel takes messages to a destination. */
  public boolean reach(Channel channel, String destination) {
    return states.keySet().stream()
        .anyMatch(route -> route.channel() == channel && route.closeness(destination) >= 0);
  }

  private boolean hasOthers(Route route) {
    return states.keySet().stream().filter(it -> it.channel() == route.channel()).count() > 1;
  }

  /**
   * Notes what became of a message, in the metrics, in the state of the route and in the database.
   * If that is away, the message is as it is.
   */
  void note(Route route, MessageId id, String destination, RouteAnswer answer) {
    Tags tags = tags(route).and("country", route.country(destination), "outcome", word(answer));
    meters.counter(MESSAGES, tags).increment();
    try {
      store(route, id, answer);
    } catch (DataAccessException e) {
      LOG.warn("the state of route {} is not stored: {}", route.terms().name(), e.getMessage());
    }
  }

  /** Notes that a route has certainly not accepted a message. If the database is away, it may. */
  void notSent(Route route, MessageId id) {
    try {
      ledger.notSent(id, route.terms().name());
    } catch (DataAccessException e) {
      LOG.warn("message {} stays with route {}: {}", id, route.terms().name(), e.getMessage());
    }
  }

  private void store(Route route, MessageId id, RouteAnswer answer) {
    RouteState state = of(route);
    String name = route.terms().name();
    if (answer instanceof RouteAnswer.Accepted accepted) {
      if (state.worked()) {
        ledger.working(route.channel(), name);
      }
      ledger.accepted(id, accepted.reference());
    } else if (answer.isFaultOfRoute() && state.failed()) {
      String reason = reason(answer);
      if (hasOthers(route) && ledger.failing(route.channel(), name, reason)) {
        listeners.publishEvent(new RouteFailing(route.channel(), name, reason));
      }
    }
  }

  private static Tags tags(Route route) {
    return Tags.of("channel", route.channel().stored(), "route", route.terms().name());
  }

  private static String word(RouteAnswer answer) {
    return switch (answer) {
      case RouteAnswer.Accepted _ -> "accepted";
      case RouteAnswer.NotSent _ -> "not-sent";
      case RouteAnswer.Refused _ -> "refused";
      case RouteAnswer.Unclear() -> "unclear";
    };
  }

  private static String reason(RouteAnswer answer) {
    return switch (answer) {
      case RouteAnswer.Accepted _ -> "";
      case RouteAnswer.NotSent notSent -> notSent.reason();
      case RouteAnswer.Refused refused -> refused.reason();
      case RouteAnswer.Unclear() -> RouteWords.unclear();
    };
  }
}

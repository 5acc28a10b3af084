package org.sallyport.gate.delivery.routes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.platform.ids.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each message of a channel to one of its routes. The next route is asked only if it is
 * certain that the one before accepted nothing, so that nothing is sent twice. Which route is asked
 * is stored before it is.
 */
public final class Failover {
  private static final Logger LOG = LoggerFactory.getLogger(Failover.class);

  /** How long a message waits for a place of a route that works. */
  private static final Duration WAIT = Duration.ofSeconds(2);

  private static final RouteAnswer WITHDRAWN =
      new RouteAnswer.NotSent(RouteWords.withdrawn(), Cause.MESSAGE);

  private final List<Route> routes;
  private final RouteStates states;
  private final RouteLedger ledger;
  private final RouteOrder order = new RouteOrder();

  public Failover(List<? extends Route> routes, RouteStates states, RouteLedger ledger) {
    this.routes = List.copyOf(routes);
    this.states = states;
    this.ledger = ledger;
    this.routes.forEach(states::of);
  }

  /** How many messages are handed over at the same time for each one of a channel's places. */
  public int lanes() {
    return Math.max(1, routes.size());
  }

  /**
   * The result of a hand-over.
   *
   * @param isFaultOfRoutes whether no route took the message, and the last one that was asked is to
   *     blame, not the message
   */
  public record Sent(SendResult result, boolean isFaultOfRoutes) {}

  /**
   * Hands a message over, to one route after the other until one may have accepted it. If one may
   * have accepted it in an earlier try, no other is asked.
   */
  public Sent send(MessageId id, Message message) {
    Optional<String> holder = routes.size() > 1 ? ledger.holder(id) : Optional.empty();
    List<Route> order = orderFor(message.to(), holder);
    RouteAnswer answer = atFirst(holder);
    int asked = 0;
    int unavailable = 0;
    boolean mayPass = false;
    for (Route route : order) {
      answer = inPlace(route, id, message, asked++);
      if (!(answer instanceof RouteAnswer.NotSent notSent) || answer.equals(WITHDRAWN)) {
        break;
      }
      LOG.warn("route {} did not take message {}", route.terms().name(), id);
      if (holder.isEmpty() && routes.size() > 1) {
        states.notSent(route, id);
      }
      mayPass |= mayPass(notSent.cause());
      unavailable += notSent.cause() == Cause.UNAVAILABLE ? 1 : 0;
    }
    return new Sent(result(answer, mayPass, unavailable == routes.size()), answer.isFaultOfRoute());
  }

  /** What is so if no route is asked. */
  private static RouteAnswer atFirst(Optional<String> holder) {
    String reason = holder.isPresent() ? RouteWords.unclear() : RouteWords.none();
    return new RouteAnswer.NotSent(reason, Cause.MESSAGE);
  }

  private static boolean mayPass(Cause cause) {
    return cause == Cause.UNAVAILABLE || cause == Cause.DEFERRED;
  }

  /**
   * The result for the outbox.
   *
   * @param mayPass whether a later try may succeed
   * @param allAway whether no route of the channel takes anything, so that its other messages wait
   *     too
   */
  private static SendResult result(RouteAnswer answer, boolean mayPass, boolean allAway) {
    return switch (answer) {
      case RouteAnswer.Accepted _ -> new SendResult.Taken();
      case RouteAnswer.NotSent(String reason, Cause _) when !mayPass ->
          new SendResult.Refused(reason);
      case RouteAnswer.NotSent(String reason, Cause _) when allAway ->
          new SendResult.Overloaded(reason);
      case RouteAnswer.NotSent(String reason, Cause _) -> new SendResult.NotNow(reason);
      case RouteAnswer.Refused(String reason) -> new SendResult.Refused(reason);
      case RouteAnswer.Unclear() -> new SendResult.Doubtful();
    };
  }

  private List<Route> orderFor(String destination, Optional<String> holder) {
    if (holder.isPresent()) {
      return routes.stream().filter(it -> it.terms().name().equals(holder.get())).toList();
    }
    return order.of(
        routes.stream()
            .map(
                route ->
                    new RouteOrder.Candidate(
                        route, route.closeness(destination), states.of(route).isOpen()))
            .filter(it -> it.closeness() >= 0)
            .toList());
  }

  private RouteAnswer inPlace(Route route, MessageId id, Message message, int before) {
    RouteState state = states.of(route);
    RoutePlaces places = state.places();
    if (!places.take(message.priority(), state.isFailing() ? Duration.ZERO : WAIT)) {
      return new RouteAnswer.NotSent(RouteWords.busy(), Cause.UNAVAILABLE);
    }
    try {
      return once(route, id, message, before);
    } finally {
      places.release(message.priority());
    }
  }

  private RouteAnswer once(Route route, MessageId id, Message message, int before) {
    String country = route.country(message.to());
    if (!ledger.handingTo(id, route.terms().name(), before, country, route.cost(message))) {
      return notHanded(id);
    }
    RouteAnswer answer = answer(route, id, message);
    states.note(route, id, message.to(), answer);
    return answer;
  }

  private RouteAnswer notHanded(MessageId id) {
    if (ledger.isWithdrawn(id)) {
      return WITHDRAWN;
    }
    LOG.warn("message {} is no longer this node's to send", id);
    return new RouteAnswer.Unclear();
  }

  /**
   * A fault of ours leaves unclear whether the message was accepted. Its text may have a number.
   */
  private static RouteAnswer answer(Route route, MessageId id, Message message) {
    try {
      return route.send(id, message);
    } catch (RuntimeException e) {
      LOG.error("route {}: message {}: {}", route.terms().name(), id, e.getClass().getName());
      return new RouteAnswer.Unclear();
    }
  }
}

package org.sallyport.gate.delivery.routes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
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

  /** Hands a message over, to one route after the other until one may have accepted it. */
  public Sent send(MessageId id, Message message) {
    RouteAnswer answer = new RouteAnswer.NotSent(RouteWords.none(), RouteAnswer.Cause.MESSAGE);
    boolean mayPass = false;
    int before = 0;
    for (Route route : orderFor(message.to())) {
      answer = inPlace(route, id, message, before++);
      if (!(answer instanceof RouteAnswer.NotSent notSent)) {
        break;
      }
      LOG.warn("route {} did not take message {}", route.terms().name(), id);
      mayPass |= notSent.cause() == RouteAnswer.Cause.BUSY;
    }
    return new Sent(result(answer, mayPass), answer.isFaultOfRoute());
  }

  private SendResult result(RouteAnswer answer, boolean mayPass) {
    return switch (answer) {
      case RouteAnswer.Accepted _ -> new SendResult.Taken();
      case RouteAnswer.NotSent(String reason, RouteAnswer.Cause _) -> notSent(reason, mayPass);
      case RouteAnswer.Refused(String reason) -> new SendResult.Refused(reason);
      case RouteAnswer.Unclear() -> new SendResult.Doubtful();
    };
  }

  /**
   * If a route is busy, a later try may succeed. Only where it is the one route, other messages of
   * the channel wait too.
   */
  private SendResult notSent(String reason, boolean mayPass) {
    if (!mayPass) {
      return new SendResult.Refused(reason);
    }
    return routes.size() == 1 ? new SendResult.Overloaded(reason) : new SendResult.NotNow(reason);
  }

  private List<Route> orderFor(String destination) {
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
    Semaphore places = state.places();
    if (!take(places, state.isFailing() ? Duration.ZERO : WAIT)) {
      return new RouteAnswer.NotSent(RouteWords.busy(), RouteAnswer.Cause.BUSY);
    }
    try {
      return once(route, id, message, before);
    } finally {
      places.release();
    }
  }

  private RouteAnswer once(Route route, MessageId id, Message message, int before) {
    if (!ledger.handingTo(id, route.terms().name(), before, route.cost(message))) {
      LOG.warn("message {} is no longer this node's to send", id);
      return new RouteAnswer.Unclear();
    }
    RouteAnswer answer = answer(route, id, message);
    states.note(route, id, message.to(), answer);
    return answer;
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

  private static boolean take(Semaphore places, Duration wait) {
    try {
      return places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

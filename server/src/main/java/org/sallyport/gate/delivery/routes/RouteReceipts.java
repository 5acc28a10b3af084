package org.sallyport.gate.delivery.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.platform.ids.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes receipts, and stores with each message what became of it. A receipt can arrive before the
 * answer by which the route accepted the message is stored; such a receipt is looked at again for
 * some seconds, and then dropped: it is of no message of ours.
 */
@Component
@RequiredArgsConstructor
public class RouteReceipts {
  private static final Logger LOG = LoggerFactory.getLogger(RouteReceipts.class);
  private static final String METRIC = "sallyport.route.receipts";
  private static final String TIMER = "sallyport.route.delivery";
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_LOOKS = 10;

  private final RouteReceiptStore store;
  private final MeterRegistry meters;
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  /** A receipt whose message was not found yet. */
  private record Waiting(RouteReceipt receipt, int looks) {}

  /** Makes the metrics of a route known before its first receipt. */
  static void register(String route, MeterRegistry meters) {
    for (ReceiptState state : ReceiptState.values()) {
      meters.counter(METRIC, tags(route, Route.NO_COUNTRY).and("outcome", state.stored()));
    }
    meters.timer(TIMER, tags(route, Route.NO_COUNTRY));
  }

  private static Tags tags(String route, String country) {
    return Tags.of("route", route, "country", country);
  }

  /** Takes a receipt. */
  public void take(RouteReceipt receipt) {
    look(new Waiting(receipt, 0));
  }

  /**
   * Takes what is reported of a message by its id, by whichever route it left.
   *
   * @return false if there is no such message
   * @throws DataAccessException if the database is away; then the report should come again
   */
  public boolean take(MessageId id, Channel channel, ReceiptState state) {
    Optional<String> route = store.routeOf(id, channel);
    route.ifPresent(name -> take(new RouteReceipt(name, id.toString(), state)));
    return route.isPresent();
  }

  /** Looks again for the messages of receipts. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void lookAgain() {
    List<Waiting> due;
    synchronized (waiting) {
      due = new ArrayList<>(waiting);
      waiting.clear();
    }
    due.forEach(this::look);
  }

  private void look(Waiting of) {
    RouteReceipt receipt = of.receipt();
    if (find(receipt)) {
      return;
    }
    if (of.looks() >= MAX_LOOKS) {
      LOG.info("route {}: a receipt is of no message that is known", receipt.route());
      return;
    }
    synchronized (waiting) {
      if (waiting.size() < MAX_WAITING) {
        waiting.add(new Waiting(receipt, of.looks() + 1));
      }
    }
  }

  private boolean find(RouteReceipt receipt) {
    try {
      Optional<RouteReceiptStore.Stored> stored = store.store(receipt);
      stored.filter(RouteReceiptStore.Stored::isNew).ifPresent(it -> count(receipt, it));
      return stored.isPresent();
    } catch (DataAccessException e) {
      LOG.warn("route {}: a receipt cannot be stored now: {}", receipt.route(), e.getMessage());
      return false;
    }
  }

  private void count(RouteReceipt receipt, RouteReceiptStore.Stored stored) {
    Tags tags = tags(receipt.route(), stored.country());
    meters.counter(METRIC, tags.and("outcome", receipt.state().stored())).increment();
    if (receipt.state() == ReceiptState.DELIVERED) {
      meters.timer(TIMER, tags).record(max(stored.taken()));
    }
  }

  private static Duration max(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}

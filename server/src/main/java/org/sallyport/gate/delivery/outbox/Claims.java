package org.sallyport.gate.delivery.outbox;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.SendResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The messages that this node has marked and is handing over. A result that the database cannot
 * store at the moment is kept in memory until it can.
 */
@Component
@RequiredArgsConstructor
public class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private final Node node;
  private final OutboxStore store;
  private final Outcomes outcomes;
  private final Set<Claimed> underWay = ConcurrentHashMap.newKeySet();
  private final Map<Claimed, SendResult> unrecorded = new ConcurrentHashMap<>();

  /**
   * Marks the next due message of the channel; empty if none is due.
   *
   * @param least the least urgent priority that is wanted
   */
  Optional<Claimed> next(Channel channel, Priority least) {
    Optional<Claimed> next =
        node.mark((session, number) -> store.claim(session, number, channel, least));
    next.ifPresent(underWay::add);
    return next;
  }

  /** Stores the result of a marked message. */
  public void end(Claimed claimed, SendResult sendResult) {
    try {
      outcomes.record(claimed, sendResult);
      underWay.remove(claimed);
    } catch (DataAccessException e) {
      LOG.warn("the outcome of message {} is kept for later: {}", claimed.id(), e.getMessage());
      unrecorded.put(claimed, sendResult);
    }
  }

  /** Shows other processes that this node runs. */
  void show() {
    node.hold();
  }

  /** Stores the results that could not be stored before. */
  void recordLeft() {
    unrecorded.forEach(
        (claimed, sendResult) -> {
          unrecorded.remove(claimed);
          end(claimed, sendResult);
        });
  }

  /** The node numbers of the current hand-overs. */
  Set<Long> numbers() {
    return underWay.stream().map(Claimed::node).collect(Collectors.toSet());
  }
}

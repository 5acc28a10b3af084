package org.sallyport.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The messages this node has marked and is handing over. An outcome that the database does not take
 * at the moment is kept until it does.
 */
@Component
class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private final Node node;
  private final OutboxStore store;
  private final Outcomes outcomes;
  private final Set<Claimed> underWay = ConcurrentHashMap.newKeySet();
  private final Map<Claimed, SendResult> unrecorded = new ConcurrentHashMap<>();

  Claims(Node node, OutboxStore store, Outcomes outcomes) {
    this.node = node;
    this.store = store;
    this.outcomes = outcomes;
  }

  /** Marks the next message due in the channel; empty if none is. */
  Optional<Claimed> next(Channel channel) {
    Optional<Claimed> next = node.mark((session, number) -> store.claim(session, number, channel));
    next.ifPresent(underWay::add);
    return next;
  }

  /** Notes what became of a marked message. */
  void end(Claimed claimed, SendResult sendResult) {
    try {
      outcomes.record(claimed, sendResult);
      underWay.remove(claimed);
    } catch (DataAccessException e) {
      LOG.warn("the outcome of message {} is kept for later: {}", claimed.id(), e.getMessage());
      unrecorded.put(claimed, sendResult);
    }
  }

  /** Notes the outcomes that the database did not take before. */
  void recordLeft() {
    unrecorded.forEach(
        (claimed, sendResult) -> {
          unrecorded.remove(claimed);
          end(claimed, sendResult);
        });
  }

  /** The numbers under which messages are being handed over at this moment. */
  Set<Long> numbers() {
    return underWay.stream().map(Claimed::node).collect(Collectors.toSet());
  }
}

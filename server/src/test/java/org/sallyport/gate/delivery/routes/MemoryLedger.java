package org.sallyport.gate.delivery.routes;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.platform.ids.MessageId;

/** A ledger in memory. */
public final class MemoryLedger implements RouteLedger {
  final List<String> given = new CopyOnWriteArrayList<>();
  final Set<String> failing = ConcurrentHashMap.newKeySet();
  final Map<MessageId, String> references = new ConcurrentHashMap<>();
  final Map<MessageId, String> holders = new ConcurrentHashMap<>();
  volatile boolean isTakenAway;

  /** After how many routes the message is withdrawn. */
  volatile int withdrawnAfter = Integer.MAX_VALUE;

  @Override
  public boolean handingTo(
      MessageId id, String route, int before, String country, @Nullable BigDecimal cost) {
    if (isTakenAway || isWithdrawn(id)) {
      return false;
    }
    String holder = holders.putIfAbsent(id, route);
    if (holder != null && !holder.equals(route)) {
      return false;
    }
    given.add(route + " " + before);
    return true;
  }

  @Override
  public boolean isWithdrawn(MessageId id) {
    return given.size() >= withdrawnAfter;
  }

  @Override
  public Optional<String> holder(MessageId id) {
    return Optional.ofNullable(holders.get(id));
  }

  @Override
  public void notSent(MessageId id, String route) {
    holders.remove(id, route);
  }

  @Override
  public void accepted(MessageId id, @Nullable String reference) {
    holders.remove(id);
    if (reference != null) {
      references.put(id, reference);
    }
  }

  @Override
  public boolean failing(Channel channel, String route, String reason) {
    return failing.add(route);
  }

  @Override
  public void working(Channel channel, String route) {
    failing.remove(route);
  }
}

package org.sallyport.secondfactor.push.wake;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;

/**
 * Phones that are to be woken. Of an account two are woken at once, and each waits once at most:
 * the message is always the same. So a push service that takes its time holds up its own account
 * alone.
 */
final class WakeQueue {
  private static final int AT_ONCE = 2;

  private final Consumer<DeviceId> wake;
  private final int most;
  private final Map<AccountId, Line> lines = new HashMap<>();

  /**
   * An empty one.
   *
   * @param wake wakes a phone; may take its time
   * @param most so many accounts at once, and no more are taken
   */
  WakeQueue(Consumer<DeviceId> wake, int most) {
    this.wake = wake;
    this.most = most;
  }

  private record Line(Set<DeviceId> running, Set<DeviceId> waiting) {}

  /** False if there is no room for another account. */
  synchronized boolean add(AccountId account, Collection<DeviceId> devices) {
    if (lines.size() >= most && !lines.containsKey(account)) {
      return false;
    }
    Line line =
        lines.computeIfAbsent(account, it -> new Line(new HashSet<>(), new LinkedHashSet<>()));
    line.waiting().addAll(devices);
    begin(account, line);
    return true;
  }

  /** How many accounts have phones that are being woken, or wait to be. */
  synchronized int size() {
    return lines.size();
  }

  private void begin(AccountId account, Line line) {
    Iterator<DeviceId> next = line.waiting().iterator();
    while (line.running().size() < AT_ONCE && next.hasNext()) {
      DeviceId device = next.next();
      if (line.running().add(device)) {
        next.remove();
        Thread.ofVirtual().name("app-waking").start(() -> run(account, device, line));
      }
    }
    if (line.running().isEmpty()) {
      lines.remove(account);
    }
  }

  private void run(AccountId account, DeviceId device, Line line) {
    try {
      wake.accept(device);
    } finally {
      end(account, device, line);
    }
  }

  private synchronized void end(AccountId account, DeviceId device, Line line) {
    line.running().remove(device);
    begin(account, line);
  }
}

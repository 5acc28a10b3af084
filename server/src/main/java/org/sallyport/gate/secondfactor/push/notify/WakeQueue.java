package org.sallyport.gate.secondfactor.push.notify;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;

/**
 * The queue of phones to notify. For each account two phones are notified concurrently, and each
 * phone is queued at most once because the message is always the same. So a slow push service
 * delays only its own account.
 */
final class WakeQueue {
  private static final int MAX_CONNECTIONS_PER_ACCOUNT = 2;

  private final Consumer<DeviceId> wake;
  private final int most;
  private final Map<AccountId, AccountQueue> lines = new HashMap<>();

  /**
   * Creates an empty queue.
   *
   * @param wake sends a notification to a phone; may block
   * @param most the maximum number of accounts in the queue
   */
  WakeQueue(Consumer<DeviceId> wake, int most) {
    this.wake = wake;
    this.most = most;
  }

  private record AccountQueue(Set<DeviceId> running, Set<DeviceId> waiting) {}

  /** Adds phones of an account; false if the queue is full. */
  synchronized boolean add(AccountId account, Collection<DeviceId> devices) {
    if (lines.size() >= most && !lines.containsKey(account)) {
      return false;
    }
    AccountQueue line =
        lines.computeIfAbsent(
            account, it -> new AccountQueue(new HashSet<>(), new LinkedHashSet<>()));
    line.waiting().addAll(devices);
    begin(account, line);
    return true;
  }

  /** The number of accounts with phones that are queued or being notified. */
  synchronized int size() {
    return lines.size();
  }

  private void begin(AccountId account, AccountQueue line) {
    Iterator<DeviceId> next = line.waiting().iterator();
    while (line.running().size() < MAX_CONNECTIONS_PER_ACCOUNT && next.hasNext()) {
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

  private void run(AccountId account, DeviceId device, AccountQueue line) {
    try {
      wake.accept(device);
    } finally {
      end(account, device, line);
    }
  }

  private synchronized void end(AccountId account, DeviceId device, AccountQueue line) {
    line.running().remove(device);
    begin(account, line);
  }
}

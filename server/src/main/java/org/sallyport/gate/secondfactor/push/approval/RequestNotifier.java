package org.sallyport.gate.secondfactor.push.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.push.notify.PushNotifier;
import org.sallyport.platform.background.AfterCommit;
import org.sallyport.platform.background.CoalescingWorker;
import org.sallyport.platform.ids.AccountId;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notifies waiting clients about changes of requests: immediately if this node made the change;
 * twice a second for changes by other nodes and for expiry, by one query for all waiting clients.
 * Waiting holds no thread or database connection.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RequestNotifier {
  private final RequestStore store;
  private final PushNotifier pushNotifier;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final CoalescingWorker worker = new CoalescingWorker("app-requests", this::look);
  private volatile boolean closing;

  /** A waiting client. Its methods must not block. */
  interface Watcher {
    AccountId account();

    /** Receives the account's requests that can be answered now: at most one. */
    void look(List<AppRequest> live);

    /** This node shuts down; clients reconnect to another node. */
    void end();
  }

  /** Adds a watcher; it is notified immediately for the first time. */
  void add(Watcher watcher) {
    if (closing) {
      watcher.end();
      return;
    }
    watchers.add(watcher);
    wake();
  }

  /** Ends all watchers, so that they do not delay the shutdown. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
    watchers.forEach(Watcher::end);
  }

  void remove(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** The number of watchers on this node. */
  public int count() {
    return watchers.size();
  }

  /**
   * Announces a new request of an account, to its phones too; all are notified after the commit.
   */
  void added(AccountId account) {
    changed();
    pushNotifier.wake(account);
  }

  /** Announces a change; watchers are notified after the commit. */
  public void changed() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      wake();
      return;
    }
    AfterCommit.run(() -> wake());
  }

  @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
  void poll() {
    wake();
  }

  private void wake() {
    if (!watchers.isEmpty()) {
      worker.wake();
    }
  }

  private void look() {
    List<Watcher> all = List.copyOf(watchers);
    Set<AccountId> accounts = all.stream().map(Watcher::account).collect(Collectors.toSet());
    if (accounts.isEmpty()) {
      return;
    }
    Map<AccountId, List<AppRequest>> live =
        store.live(accounts).stream().collect(Collectors.groupingBy(AppRequest::account));
    for (Watcher watcher : all) {
      watcher.look(live.getOrDefault(watcher.account(), List.of()));
    }
  }
}

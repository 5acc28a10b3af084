package org.sallyport.secondfactor.push.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.sallyport.ids.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Looks what became of the questions that somebody waits for: at once when this node changed one,
 * twice a second for what other nodes did and for time, by one query for all who wait. Nobody who
 * waits holds a thread or a connection.
 */
@Component
public class RequestNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(RequestNotifier.class);

  private final RequestStore store;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean closing;

  RequestNotifier(RequestStore store) {
    this.store = store;
  }

  /** Somebody who waits. What it is told must not block. */
  interface Watcher {
    AccountId account();

    /** The questions of the account that can be answered now: one at most. */
    void look(List<AppRequest> live);

    /** This node goes down: whoever waits asks another, or the next. */
    void end();
  }

  /** From now on it is told, for the first time at once. */
  void add(Watcher watcher) {
    if (closing) {
      watcher.end();
      return;
    }
    watchers.add(watcher);
    wake();
  }

  /** Nobody who waits keeps the server from going down. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
    watchers.forEach(Watcher::end);
  }

  void remove(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** How many wait here. */
  public int count() {
    return watchers.size();
  }

  /** Something changed: those who wait are told when it is committed. */
  public void changed() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      wake();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake();
          }
        });
  }

  @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
  void poll() {
    wake();
  }

  /** However many ask for it at once, one looks, and once more if somebody asked meanwhile. */
  private void wake() {
    wanted.set(true);
    if (!watchers.isEmpty() && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("app-requests").start(this::lookWhileWanted);
    }
  }

  private void lookWhileWanted() {
    try {
      while (wanted.getAndSet(false)) {
        look();
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("those who wait for a phone are told later: {}", e.toString());
    } finally {
      looking.set(false);
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

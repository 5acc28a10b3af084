package org.sallyport.gate.session.open;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sallyport.platform.access.HeldRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the pages that wait until their session ends. One query twice a second asks for all
 * sessions together that pages on this node wait for.
 *
 * @param <K> id of a session
 * @param <V> what is watched of it
 */
public final class WatchedStates<K, V> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedStates.class);

  /** How long a request is held: less than proxies wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** One browser holds one request; further ones are of pages that it has left. */
  private static final int PLACES_OF_SESSION = 3;

  /** The state is read on a thread of its own: the one that ends the wait serves all waits. */
  private static final Executor THREADS = task -> Thread.ofVirtual().name("open-pages").start(task);

  private final HeldRequests<K, V> held;
  private boolean failing;

  /**
   * Creates one that watches nothing.
   *
   * @param places how many requests are held; more ask every five seconds
   */
  public WatchedStates(int places) {
    this.held = new HeldRequests<>(PLACES_OF_SESSION, places);
  }

  /**
   * Waits until the session ends or changes.
   *
   * @param now the state, and what is watched of it
   * @param then reads the state anew
   */
  public CompletableFuture<PageState> next(
      K session, V value, PageState now, Supplier<PageState> then) {
    return held.hold(session, value, PATIENCE)
        .map(answer -> answer.thenApplyAsync(it -> state(it, now, then), THREADS))
        .orElseGet(() -> CompletableFuture.completedFuture(now.later()));
  }

  private static PageState state(
      HeldRequests.Answer answer, PageState now, Supplier<PageState> then) {
    return switch (answer) {
      case CHANGED -> then.get().forAll();
      case UNCHANGED -> then.get();
      case DISPLACED -> now.later();
    };
  }

  /** Looks at all that is waited for; a failure is logged once, and the next look tries again. */
  public void look(Function<Collection<K>, Map<K, V>> read) {
    try {
      held.look(read);
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("the sessions of open pages could not be checked: {}", e.toString());
      }
      failing = true;
    }
  }

  /** Answers all: the server is about to stop, and the pages ask another one. */
  public void close() {
    held.close();
  }
}

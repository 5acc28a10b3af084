package org.sallyport.platform.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are answered as soon as what they ask about changes, and after a while otherwise. A
 * held request costs a connection and no thread. Places are limited, for each key and in sum: who
 * gets none, or loses the place to a newer request with the same key, asks again after a pause.
 *
 * @param <K> what a request asks about
 * @param <V> its value, which must have a suitable equals
 */
public final class HeldRequests<K, V> {
  private final int placesOfKey;
  private final int places;
  private final Map<K, Deque<Held<V>>> held = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Creates one that holds nothing.
   *
   * @param placesOfKey how many requests are held for one key
   * @param places how many requests are held in sum
   */
  public HeldRequests(int placesOfKey, int places) {
    this.placesOfKey = placesOfKey;
    this.places = places;
  }

  /** Why a request is answered. */
  public enum Answer {
    /** The value is another than it was. */
    CHANGED,
    /** The time is over. */
    UNCHANGED,
    /** A newer request took the place, or the server is about to stop. */
    DISPLACED
  }

  private record Held<V>(V known, CompletableFuture<Answer> answer) {}

  /**
   * Holds a request.
   *
   * @param known the value that the request knows
   * @param patience after which it is answered in any case
   * @return completed by the next {@link #look} that finds another value; empty if there is no
   *     place
   */
  public Optional<CompletableFuture<Answer>> hold(K key, V known, Duration patience) {
    if (closed || !take()) {
      return Optional.empty();
    }
    Held<V> request =
        new Held<>(
            known,
            new CompletableFuture<Answer>()
                .completeOnTimeout(Answer.UNCHANGED, patience.toMillis(), TimeUnit.MILLISECONDS));
    add(key, request);
    if (closed) {
      request.answer.complete(Answer.DISPLACED);
    }
    return Optional.of(request.answer.whenComplete((answer, fault) -> remove(key, request)));
  }

  private boolean take() {
    if (count.incrementAndGet() <= places) {
      return true;
    }
    count.decrementAndGet();
    return false;
  }

  private void add(K key, Held<V> request) {
    List<Held<V>> displaced = new ArrayList<>();
    held.compute(
        key,
        (any, before) -> {
          Deque<Held<V>> all = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
          all.addLast(request);
          while (all.size() > placesOfKey) {
            displaced.add(all.removeFirst());
          }
          return all;
        });
    displaced.forEach(it -> it.answer.complete(Answer.DISPLACED));
  }

  private void remove(K key, Held<V> request) {
    count.decrementAndGet();
    held.computeIfPresent(
        key,
        (any, before) -> {
          Deque<Held<V>> left = new ArrayDeque<>(before);
          left.remove(request);
          return left.isEmpty() ? null : left;
        });
  }

  /**
   * Answers the requests whose value has changed.
   *
   * @param read the values of keys; a key that is missing has none. Not called while nothing is
   *     held
   */
  public void look(Function<Collection<K>, Map<K, V>> read) {
    Map<K, Deque<Held<V>>> all = Map.copyOf(held);
    if (all.isEmpty()) {
      return;
    }
    Map<K, V> now = read.apply(all.keySet());
    all.forEach((key, requests) -> answer(requests, now.get(key)));
  }

  private void answer(Deque<Held<V>> requests, @Nullable V now) {
    requests.stream()
        .filter(request -> !request.known.equals(now))
        .forEach(request -> request.answer.complete(Answer.CHANGED));
  }

  /** How many requests are held. */
  public int count() {
    return count.get();
  }

  /** Answers all, and holds none from now on: the server is about to stop. */
  public void close() {
    closed = true;
    held.values().forEach(all -> all.forEach(it -> it.answer.complete(Answer.DISPLACED)));
  }
}

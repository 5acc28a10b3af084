package org.sallyport.platform.access;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent requests share a read. A caller never gets the result of a read that began before
 * its call, so no result is older than that of a separate read; this is not a cache. While a read
 * runs, all callers that need the same value wait for its end and then share the next read.
 *
 * @param <K> what is read; must have a suitable equals
 * @param <V> the result, which must be immutable
 */
public final class ConcurrentReads<K, V> {
  private final Map<K, Turns<V>> turns = new ConcurrentHashMap<>();

  /** The read that runs, and the one that all later callers share. */
  private record Turns<V>(CompletableFuture<V> running, @Nullable CompletableFuture<V> next) {}

  /**
   * Reads, or shares a read that begins after this call.
   *
   * @throws RuntimeException what the read throws, in each of the callers that share it
   */
  public V get(K key, Supplier<V> read) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    Turns<V> joined = turns.merge(key, new Turns<>(mine, null), (now, own) -> join(now, mine));
    @Nullable CompletableFuture<V> next = joined.next();
    if (next == null) {
      return run(key, mine, read);
    }
    if (next != mine) {
      return result(next);
    }
    joined.running().handle((value, fault) -> true).join();
    return run(key, mine, read);
  }

  private static <V> Turns<V> join(Turns<V> now, CompletableFuture<V> mine) {
    return now.next() == null ? new Turns<>(now.running(), mine) : now;
  }

  /** From here on, callers wait for the next read: the result may be older than their call. */
  private V run(K key, CompletableFuture<V> mine, Supplier<V> read) {
    try {
      V value = read.get();
      end(key);
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      end(key);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** The next read begins; callers from now on share the one after it. */
  private void end(K key) {
    turns.computeIfPresent(
        key, (any, now) -> now.next() == null ? null : new Turns<>(now.next(), null));
  }

  private static <V> V result(CompletableFuture<V> shared) {
    try {
      return shared.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw e;
    }
  }
}

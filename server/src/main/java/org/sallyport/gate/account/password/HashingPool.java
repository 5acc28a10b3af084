package org.sallyport.gate.account.password;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * The thread pool for password hashing: as many platform threads as there are cores, and a short
 * queue, so that memory use is bounded under any load. Hashing never runs on the caller's thread:
 * it would pin the carrier of a virtual thread and delay other requests.
 */
public class HashingPool {
  private final ExecutorService pool;
  private final Semaphore places;
  private final int capacity;
  private final LongAdder rejected = new LongAdder();
  private final LongAdder hashed = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final Future<Argon2> argon2;

  /**
   * Creates the pool.
   *
   * @param line the capacity of the queue
   * @param argon2 called once, on a thread of the pool, since loading a native library takes a
   *     while
   */
  public HashingPool(int line, Callable<Argon2> argon2) {
    int threads = Runtime.getRuntime().availableProcessors();
    pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("hashing-", 0).daemon().factory());
    capacity = threads + line;
    places = new Semaphore(capacity, true);
    this.argon2 = pool.submit(argon2);
  }

  /** The hash; empty if the queue is full. */
  Optional<byte[]> ifNotBusy(Argon2.Cost cost, byte[] password, byte[] salt) {
    if (!places.tryAcquire()) {
      rejected.increment();
      return Optional.empty();
    }
    return Optional.of(run(cost, password, salt));
  }

  /** The hash, waiting for a place in the queue without limit. */
  byte[] inTurn(Argon2.Cost cost, byte[] password, byte[] salt) {
    places.acquireUninterruptibly();
    return run(cost, password, salt);
  }

  private byte[] run(Argon2.Cost cost, byte[] password, byte[] salt) {
    long begun = System.nanoTime();
    try {
      return await(pool.submit(() -> argon2.get().hash(cost, password, salt)));
    } finally {
      places.release();
      hashed.increment();
      nanos.add(System.nanoTime() - begun);
    }
  }

  private static byte[] await(Future<byte[]> hash) {
    try {
      return hash.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a password was hashed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    }
  }

  /** How many passwords are hashed or wait for it. */
  int inUse() {
    return capacity - places.availablePermits();
  }

  int capacity() {
    return capacity;
  }

  /** How many passwords were not hashed because the queue was full. */
  long rejected() {
    return rejected.sum();
  }

  long hashed() {
    return hashed.sum();
  }

  /** The nanoseconds that hashing took, with the wait for a core. */
  double nanos() {
    return nanos.sum();
  }

  void close() {
    pool.shutdown();
  }
}

package org.sallyport.platform.memory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The memory that all readers together may use for what others send: a third of the heap, in
 * estimated bytes. A reader begins with a small part; one that needs more doubles it, and waits for
 * that a few seconds at most. Large forms have parts of their own, because their senders decide how
 * long they take.
 */
@Component
public final class MemoryBudget {
  /** What every reader may use; enough for the description of nearly every object. */
  static final int SMALL = 256 * 1024;

  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** Larger parts are held and returned in steps. */
  static final int STEP = 256 * 1024;

  private static final int KILOBYTE = 1024;

  private final Pool small;
  private final Pool large;
  private final Pool forms;
  private final Pool formsOfStrangers;
  private final Duration maxWait;
  private final Counter refused;

  @Autowired
  MemoryBudget(MeterRegistry meters) {
    this(Runtime.getRuntime().maxMemory() / 3, MAX_WAIT, meters);
  }

  /** A budget of that many bytes. */
  public MemoryBudget(long bytes, Duration maxWait, MeterRegistry meters) {
    long part = bytes / 16;
    this.small = new Pool(2 * part);
    this.large = new Pool(11 * part);
    this.forms = new Pool(2 * part);
    this.formsOfStrangers = new Pool(part);
    this.maxWait = maxWait;
    this.refused =
        Counter.builder("sallyport.memory.refused")
            .description("Answers and forms not read because too many were being read")
            .register(meters);
    Gauge.builder("sallyport.memory.held", this, MemoryBudget::held)
        .description("Memory reserved for answers and forms that are being read")
        .baseUnit("bytes")
        .register(meters);
  }

  /**
   * Begins to read something.
   *
   * @throws MemoryBusy if too much else is being read, after a few seconds
   */
  public HeldMemory begin() {
    acquire(small, SMALL, maxWait);
    return new HeldMemory(this);
  }

  /**
   * Begins to read something that is needed until the current request is answered, and ends then.
   *
   * @throws MemoryBusy as {@link #begin}
   */
  public HeldMemory beginForRequest() {
    HeldMemory memory = begin();
    RequestContextHolder.currentRequestAttributes()
        .registerDestructionCallback(
            "memory " + System.identityHashCode(memory),
            memory::close,
            RequestAttributes.SCOPE_REQUEST);
    return memory;
  }

  /**
   * Holds memory for a form, without waiting.
   *
   * @param bytes what it needs at most
   * @return to be called once at its end
   * @throws MemoryBusy if too many others are being read
   */
  public Runnable form(long bytes) {
    return form(forms, bytes);
  }

  /** The same for a form of somebody who is not signed in. */
  public Runnable formOfStranger(long bytes) {
    return form(formsOfStrangers, bytes);
  }

  private Runnable form(Pool pool, long bytes) {
    if (!pool.tryAcquire(bytes)) {
      throw refusal();
    }
    return () -> pool.release(bytes);
  }

  /** The most that one reader may hold, in bytes. */
  long mostOfOne() {
    return large.total / 2 / STEP * STEP;
  }

  /** What is reserved at this moment, in bytes. */
  long held() {
    return small.held() + large.held() + forms.held() + formsOfStrangers.held();
  }

  Duration maxWait() {
    return maxWait;
  }

  /** Waits at most so long; returns what is left of that. */
  Duration acquireLarge(long bytes, Duration wait) {
    long begun = System.nanoTime();
    acquire(large, bytes, wait);
    Duration left = wait.minusNanos(System.nanoTime() - begun);
    return left.isNegative() ? Duration.ZERO : left;
  }

  void releaseLarge(long bytes) {
    large.release(bytes);
  }

  void end() {
    small.release(SMALL);
  }

  private void acquire(Pool pool, long bytes, Duration wait) {
    try {
      if (!pool.acquire(bytes, wait)) {
        throw refusal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal();
    }
  }

  private MemoryBusy refusal() {
    refused.increment();
    return new MemoryBusy();
  }

  /** Memory in kilobytes, given out in the order of the requests. */
  private static final class Pool {
    private final long total;
    private final Semaphore free;

    Pool(long bytes) {
      this.total = bytes;
      this.free = new Semaphore(kilobytes(bytes), true);
    }

    boolean acquire(long bytes, Duration wait) throws InterruptedException {
      return free.tryAcquire(kilobytes(bytes), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean tryAcquire(long bytes) {
      return free.tryAcquire(kilobytes(bytes));
    }

    void release(long bytes) {
      free.release(kilobytes(bytes));
    }

    long held() {
      return total - (long) free.availablePermits() * KILOBYTE;
    }

    private static int kilobytes(long bytes) {
      return Math.toIntExact(bytes / KILOBYTE);
    }
  }
}

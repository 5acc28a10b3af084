package org.sallyport.portal.studies.retrieval;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The places of a node, given to owners in turn: whoever waits for the first place comes before
 * those who have some and wait for more.
 */
final class Places {
  private final int atOnce;
  private final int perOwner;
  private final int maxWaiting;
  private final int forGuests;

  /** Those with a place or a request that waits; the next one to get a place comes first. */
  private final Map<Owner, OwnerQueue> lines = new LinkedHashMap<>();

  private int taken;
  private int takenByGuests;

  /** One account, or one share with all its guests. */
  record Owner(Object id, boolean isGuest) {}

  /** Whether there is a place. */
  enum Admission {
    ADMITTED,
    /** The owner has as many as it may, and as many wait. */
    OWNER_FULL,
    /** Others have all of them. */
    NODE_FULL
  }

  /** The requests of one owner. */
  private static final class OwnerQueue {
    private final Deque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    private int taken;
  }

  Places(int atOnce, int perOwner, int maxWaiting) {
    this.atOnce = atOnce;
    this.perOwner = Math.min(perOwner, atOnce);
    this.maxWaiting = maxWaiting;
    this.forGuests = Math.max(1, atOnce / 2);
  }

  /**
   * Waits for a place, which {@link #leave} returns.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Admission enter(Owner owner, Duration wait) throws InterruptedException {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    if (!join(owner, turn)) {
      return Admission.OWNER_FULL;
    }
    boolean entered = false;
    try {
      entered = turn.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // It may have got its turn just now.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      entered = entered || !giveUp(owner, turn);
    }
    return entered ? Admission.ADMITTED : refusal(owner);
  }

  private synchronized boolean join(Owner owner, CompletableFuture<Boolean> turn) {
    OwnerQueue line = lines.computeIfAbsent(owner, it -> new OwnerQueue());
    if (line.waiting.size() >= maxWaiting) {
      return false;
    }
    line.waiting.add(turn);
    giveTurns();
    return true;
  }

  /** False if it has a place already. */
  private synchronized boolean giveUp(Owner owner, CompletableFuture<Boolean> turn) {
    OwnerQueue line = lines.get(owner);
    boolean waited = line != null && line.waiting.removeIf(waiting -> waiting == turn);
    forget(owner);
    return waited;
  }

  private synchronized Admission refusal(Owner owner) {
    OwnerQueue line = lines.get(owner);
    return line != null && line.taken >= perOwner ? Admission.OWNER_FULL : Admission.NODE_FULL;
  }

  synchronized void leave(Owner owner) {
    OwnerQueue line = lines.get(owner);
    if (line == null) {
      throw new IllegalStateException("no place was taken");
    }
    line.taken--;
    taken--;
    takenByGuests -= owner.isGuest() ? 1 : 0;
    forget(owner);
    giveTurns();
  }

  private void forget(Owner owner) {
    OwnerQueue line = lines.get(owner);
    if (line != null && line.taken == 0 && line.waiting.isEmpty()) {
      lines.remove(owner);
    }
  }

  private void giveTurns() {
    for (Owner next = next(); next != null; next = next()) {
      OwnerQueue line = Objects.requireNonNull(lines.remove(next));
      lines.put(next, line);
      line.taken++;
      taken++;
      takenByGuests += next.isGuest() ? 1 : 0;
      line.waiting.remove().complete(true);
    }
  }

  /** Of those who wait, one with the fewest places, which had its turn before the others. */
  private @Nullable Owner next() {
    @Nullable Owner next = null;
    int fewest = perOwner;
    for (Map.Entry<Owner, OwnerQueue> entry : lines.entrySet()) {
      OwnerQueue line = entry.getValue();
      boolean waits = !line.waiting.isEmpty() && hasRoom(entry.getKey());
      if (waits && line.taken < fewest) {
        next = entry.getKey();
        fewest = line.taken;
      }
    }
    return next;
  }

  private boolean hasRoom(Owner owner) {
    return taken < atOnce && (!owner.isGuest() || takenByGuests < forGuests);
  }

  /** How many are taken. */
  synchronized int taken() {
    return taken;
  }

  /** How many requests wait. */
  synchronized int waiting() {
    return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
  }
}

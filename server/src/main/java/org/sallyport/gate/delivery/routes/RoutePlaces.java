package org.sallyport.gate.delivery.routes;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sallyport.gate.delivery.Priority;

/**
 * How many messages a route is given at the same time. Half of its places are never taken by what
 * is not urgent, so that a slow route still has one for a code (rule 49).
 */
final class RoutePlaces {
  /** As many as the workers of one route: no route takes those of the others. */
  static final int ALL = 8;

  static final int NOT_URGENT = 4;

  private final Semaphore all = new Semaphore(ALL, true);
  private final Semaphore notUrgent = new Semaphore(NOT_URGENT, true);

  /** Takes a place. Returns false if none was free in that time. */
  boolean take(Priority priority, Duration wait) {
    if (isUrgent(priority)) {
      return take(all, wait);
    }
    if (!take(notUrgent, wait)) {
      return false;
    }
    if (take(all, wait)) {
      return true;
    }
    notUrgent.release();
    return false;
  }

  void release(Priority priority) {
    all.release();
    if (!isUrgent(priority)) {
      notUrgent.release();
    }
  }

  private static boolean isUrgent(Priority priority) {
    return Priority.SECURITY.includes(priority);
  }

  private static boolean take(Semaphore places, Duration wait) {
    try {
      return places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

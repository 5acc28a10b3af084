package org.sallyport.gate.delivery.routes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import lombok.RequiredArgsConstructor;

/**
 * How a route fares on this node. After some failures in a row it is passed over for a while; then
 * one message tries it again.
 */
@RequiredArgsConstructor
final class RouteState {
  /** One failure can be that of one connection; several in a row are the route's. */
  private static final int MAX_FAILURES = 2;

  /** The first pause; each further failure doubles it. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  private static final int MAX_DOUBLINGS = 5;

  /** How long the others wait for the message that tries the route again. */
  private static final Duration TRIAL = Duration.ofSeconds(30);

  private static final Fare GOOD = new Fare(0, Instant.MIN);

  private final Clock clock;
  private final RoutePlaces places = new RoutePlaces();
  private final AtomicReference<Fare> fare = new AtomicReference<>(GOOD);

  /** How many times in a row it failed, and until when it is passed over. */
  private record Fare(int failures, Instant until) {}

  boolean isFailing() {
    return fare.get().failures() >= MAX_FAILURES;
  }

  /**
   * Whether a message may be given to it before others are asked. The first caller after a pause is
   * told so alone, for a while.
   */
  boolean isOpen() {
    Fare now = fare.get();
    if (now.failures() < MAX_FAILURES) {
      return true;
    }
    Instant instant = clock.instant();
    return !instant.isBefore(now.until())
        && fare.compareAndSet(now, new Fare(now.failures(), instant.plus(TRIAL)));
  }

  RoutePlaces places() {
    return places;
  }

  /** Returns whether it was passed over before. */
  boolean worked() {
    return fare.getAndSet(GOOD).failures() >= MAX_FAILURES;
  }

  /** Returns whether it is passed over from now on. */
  boolean failed() {
    return fare.updateAndGet(this::worse).failures() >= MAX_FAILURES;
  }

  private Fare worse(Fare before) {
    int failures = before.failures() + 1;
    int doublings = Math.clamp(failures - (long) MAX_FAILURES, 0, MAX_DOUBLINGS);
    return new Fare(failures, clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << doublings)));
  }
}

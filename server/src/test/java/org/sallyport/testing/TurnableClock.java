package org.sallyport.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when a test changes it; truncated to milliseconds, as in production. */
public final class TurnableClock extends Clock {
  private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  public void turn(Duration by) {
    now.updateAndGet(at -> at.plus(by));
  }

  public void set(Instant to) {
    now.set(to);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("one clock, in UTC");
  }
}

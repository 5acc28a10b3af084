package org.sallyport.gate.account.password;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Metrics of the pool that hashes passwords (rule 37). */
@Component
@RequiredArgsConstructor
class HashingMetrics implements MeterBinder {
  private final HashingPool pool;

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("sallyport.hashing.queue", pool, HashingPool::inUse)
        .description("Passwords that are hashed or wait for it")
        .register(meters);
    Gauge.builder("sallyport.hashing.capacity", pool, HashingPool::capacity)
        .description("Passwords that may be hashed or wait for it; beyond that the answer is 503")
        .register(meters);
    FunctionCounter.builder("sallyport.hashing.rejected", pool, HashingPool::rejected)
        .description("Passwords that were not hashed because the queue was full")
        .register(meters);
    bindDuration(meters);
  }

  private void bindDuration(MeterRegistry meters) {
    FunctionTimer.builder(
            "sallyport.hashing.duration",
            pool,
            HashingPool::hashed,
            HashingPool::nanos,
            TimeUnit.NANOSECONDS)
        .description("Hashed passwords, and the time from the place in the queue to the hash")
        .register(meters);
  }
}

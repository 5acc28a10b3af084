package org.sallyport.edge.web.shutdown;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of a stop: readiness is off, and requests are still answered. It ends before the
 * web server refuses new connections.
 */
@Component
class Draining implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

  private final ApplicationContext context;
  private final ConnectionCloser lastAnswers;
  private final Duration drain;
  private volatile boolean running;

  Draining(
      ApplicationContext context, ConnectionCloser lastAnswers, ShutdownProperties properties) {
    this.context = context;
    this.lastAnswers = lastAnswers;
    this.drain = properties.drain();
  }

  @Override
  public void start() {
    lastAnswers.end();
    running = true;
  }

  @Override
  public void stop() {
    lastAnswers.begin();
    running = false;
    if (drain.isZero()) {
      return;
    }
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    LOG.info("draining: requests are answered for another {} s", drain.toSeconds());
    waitForDrain();
  }

  private void waitForDrain() {
    try {
      Thread.sleep(drain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package org.sallyport.gate.secondfactor.push.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/**
 * The state of the push services as of the last message to one of them, and what became of the
 * messages. Without them phones get no notifications; open apps still show requests.
 */
@Component("pushHealthIndicator")
class PushHealth extends DependencyHealth {
  private static final int TOO_MANY_REQUESTS = 429;

  private final Counter sent;
  private final Counter gone;
  private final Counter refused;
  private final Counter unreachable;
  private final Counter dropped;

  PushHealth(Clock clock, MeterRegistry meters) {
    super("push", true, clock, meters);
    this.sent = counter("sent", meters);
    this.gone = counter("gone", meters);
    this.refused = counter("refused", meters);
    this.unreachable = counter("unreachable", meters);
    this.dropped = counter("dropped", meters);
  }

  private static Counter counter(String outcome, MeterRegistry meters) {
    return Counter.builder("sallyport.push.messages")
        .description("Push notifications")
        .tag("outcome", outcome)
        .register(meters);
  }

  /** Notes the status with which a push service answered. */
  void replied(int status) {
    if (status < 300) {
      sent.increment();
      answered();
    } else if (PushNotifier.isGone(status)) {
      gone.increment();
      answered();
    } else {
      countRefused(status);
    }
  }

  private void countRefused(int status) {
    refused.increment();
    if (status >= 500 || status == TOO_MANY_REQUESTS) {
      failed();
    }
  }

  /** Notes that a push service could not be reached. */
  void unreachable() {
    unreachable.increment();
    failed();
  }

  /** Notes that an account's phones were not notified, because too many others waited. */
  void dropped() {
    dropped.increment();
  }
}

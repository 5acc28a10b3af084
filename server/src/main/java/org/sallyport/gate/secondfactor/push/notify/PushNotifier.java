package org.sallyport.gate.secondfactor.push.notify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.background.AfterCommit;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.tracing.Step;
import org.sallyport.platform.tracing.TracedStep;
import org.sallyport.platform.tracing.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Sends push notifications (Web Push, RFC 8030) after a request was committed, asynchronously, so
 * that they never delay the sign-in. The message says only that something is pending. If a push
 * service cannot be reached, only the notification is lost: an open app polls on its own.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PushNotifier implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(PushNotifier.class);

  /** The maximum number of connections to push services, for all accounts together. */
  static final int MAX_CONNECTIONS = 32;

  private static final int MAX_WAITING_ACCOUNTS = 2_000;

  private final SubscriptionStore store;
  private final PushMessages messages;
  private final PushHealth health;
  private final Tracing tracing;
  private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);
  private final WakeQueue queue = new WakeQueue(this::wake, MAX_WAITING_ACCOUNTS);

  /** Notifies the phones of an account after the commit. */
  public void wake(AccountId account) {
    AfterCommit.run(() -> begin(account));
  }

  private void begin(AccountId account) {
    Thread.ofVirtual().name("app-waking").start(() -> add(account));
  }

  private void add(AccountId account) {
    try {
      if (!queue.add(account, store.of(account))) {
        health.dropped();
        LOG.warn("too many push notifications wait: those of one account are dropped");
      }
    } catch (DataAccessException e) {
      LOG.warn("a push notification could not be sent: {}", e.toString());
    }
  }

  private void wake(DeviceId device) {
    try {
      store.find(device).ifPresent(subscription -> wake(device, subscription));
    } catch (DataAccessException e) {
      LOG.warn("a push notification could not be sent: {}", e.toString());
    }
  }

  private void wake(DeviceId device, Subscription subscription) {
    connections.acquireUninterruptibly();
    try {
      replied(device, subscription, traced(subscription));
    } catch (IOException e) {
      health.unreachable();
      LOG.warn("a push service could not be reached: {}", e.toString());
    } finally {
      connections.release();
    }
  }

  private void replied(DeviceId device, Subscription subscription, int status) {
    health.replied(status);
    if (isGone(status)) {
      store.forget(device, subscription);
      LOG.info("the push subscription of phone {} has ended", device);
    } else if (status >= 300) {
      LOG.warn("a push service answered {}", status);
    }
  }

  /** Whether the subscription is over (RFC 8030, section 7.3). */
  static boolean isGone(int status) {
    return status == 404 || status == 410;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("sallyport.push.queue", queue, WakeQueue::size)
        .description("Accounts whose phones are being woken or wait for it")
        .register(meters);
  }

  /** The push service gets no header of the trace. */
  private int traced(Subscription subscription) throws IOException {
    try (TracedStep step = tracing.begin(Step.PUSH)) {
      try {
        int status = messages.send(subscription);
        step.status(status);
        return status;
      } catch (IOException e) {
        step.failed(e);
        throw e;
      }
    }
  }
}

package org.sallyport.delivery;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one channel, some at a time. Each channel has a lane of its own, so that a slow
 * mail server holds up no SMS.
 */
final class ChannelWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);
  private static final int AT_A_TIME = 8;

  private final ChannelSender channelSender;
  private final Claims claims;
  private final Envelopes envelopes;
  private final Clock clock;
  private final Semaphore places = new Semaphore(AT_A_TIME);

  ChannelWorker(ChannelSender channelSender, Claims claims, Envelopes envelopes, Clock clock) {
    this.channelSender = channelSender;
    this.claims = claims;
    this.envelopes = envelopes;
    this.clock = clock;
  }

  /** Whether somebody waits for a place, and so will yet see every message that is due now. */
  boolean hasSomebodyWaiting() {
    return places.hasQueuedThreads();
  }

  /** Hands over one message after the other until none is due. */
  void drain() {
    places.acquireUninterruptibly();
    try {
      Optional<Claimed> next = claims.next(channelSender.channel());
      while (next.isPresent()) {
        claims.end(next.get(), handOver(next.get()));
        next = claims.next(channelSender.channel());
      }
    } finally {
      places.release();
    }
  }

  private SendResult handOver(Claimed claimed) {
    if (!clock.instant().isBefore(claimed.usefulUntil())) {
      return new SendResult.Refused("The message could not be sent in time.");
    }
    Message message;
    try {
      message = envelopes.open(claimed.id(), claimed.envelope());
    } catch (RuntimeException e) {
      LOG.error("message {} does not open: {}", claimed.id(), e.getClass().getName());
      return new SendResult.Refused("The message could not be read back.");
    }
    return handOver(claimed, message);
  }

  /** A fault of the carrier leaves open whether the message left. Its words may hold addresses. */
  private SendResult handOver(Claimed claimed, Message message) {
    try {
      return channelSender.handOver(claimed.id(), message);
    } catch (RuntimeException e) {
      LOG.error("handing over message {} failed: {}", claimed.id(), e.getClass().getName());
      return new SendResult.Doubtful();
    }
  }
}

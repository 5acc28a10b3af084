package org.sallyport.gate.delivery.outbox;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.platform.tracing.Step;
import org.sallyport.platform.tracing.TracedStep;
import org.sallyport.platform.tracing.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes the messages of one channel up to one priority, a limited number concurrently. Each
 * channel has its own workers, so that a slow mail server does not delay SMS, and each has places
 * that less urgent messages never take, so that a slow relay does not delay codes (rule 49).
 */
final class ChannelWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);

  private final ChannelSender channelSender;
  private final Priority least;
  private final ChannelPause pause;
  private final Claims claims;
  private final Envelopes envelopes;
  private final Clock clock;
  private final Tracing tracing;
  private final Semaphore places;

  /**
   * Creates a worker.
   *
   * @param least the least urgent messages that it hands over
   * @param concurrent how many at the same time
   * @param pause that of the channel
   */
  ChannelWorker(
      ChannelSender channelSender,
      Priority least,
      int concurrent,
      ChannelPause pause,
      Claims claims,
      Envelopes envelopes,
      Clock clock,
      Tracing tracing) {
    this.channelSender = channelSender;
    this.least = least;
    this.places = new Semaphore(concurrent);
    this.pause = pause;
    this.claims = claims;
    this.envelopes = envelopes;
    this.clock = clock;
    this.tracing = tracing;
  }

  boolean handsOver(Priority priority) {
    return least.includes(priority);
  }

  /** Takes a place if one is free, for {@link #drainInPlace}. */
  boolean takePlace() {
    return places.tryAcquire();
  }

  /**
   * Whether a thread is already waiting to start; it will process all messages that are due now.
   */
  boolean hasSomebodyWaiting() {
    return places.hasQueuedThreads();
  }

  /** Waits for a place, and hands over messages one after the other until none is due. */
  void drain() {
    places.acquireUninterruptibly();
    drainInPlace();
  }

  /** The same in a place that was taken, and gives it back. */
  void drainInPlace() {
    try {
      Optional<Claimed> next = next();
      while (next.isPresent()) {
        SendResult result = send(next.get());
        pause.after(result);
        claims.end(next.get(), result);
        next = next();
      }
    } finally {
      places.release();
    }
  }

  private Optional<Claimed> next() {
    return claims.next(channelSender.channel(), pause.least(least));
  }

  private SendResult send(Claimed claimed) {
    if (!clock.instant().isBefore(claimed.expiresAt())) {
      return new SendResult.Refused(StoredText.of("delivery.not-in-time"));
    }
    Message message;
    try {
      message = envelopes.open(claimed.id(), claimed.envelope());
    } catch (RuntimeException e) {
      LOG.error("message {} cannot be decrypted: {}", claimed.id(), e.getClass().getName());
      return new SendResult.Refused(StoredText.of("delivery.not-readable"));
    }
    return send(claimed, message);
  }

  /**
   * After an unexpected exception it is unknown whether the message was sent. The exception's text
   * is not logged: it may contain addresses.
   */
  private SendResult send(Claimed claimed, Message message) {
    try (TracedStep step = tracing.begin(step())) {
      SendResult result = channelSender.send(claimed.id(), message);
      step.outcome(result.getClass().getSimpleName());
      return result;
    } catch (RuntimeException e) {
      LOG.error("handing over message {} failed: {}", claimed.id(), e.getClass().getName());
      return new SendResult.Doubtful();
    }
  }

  private Step step() {
    return switch (channelSender.channel()) {
      case EMAIL -> Step.EMAIL;
      case SMS -> Step.SMS;
      case VOICE -> Step.VOICE;
    };
  }
}

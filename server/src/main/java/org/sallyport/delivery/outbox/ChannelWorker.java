package org.sallyport.delivery.outbox;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.sallyport.delivery.ChannelSender;
import org.sallyport.delivery.Message;
import org.sallyport.delivery.SendResult;
import org.sallyport.messages.Messages;
import org.sallyport.tracing.Step;
import org.sallyport.tracing.TracedStep;
import org.sallyport.tracing.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes the messages of one channel, a limited number concurrently. Each channel has its own
 * worker, so that a slow mail server does not delay SMS.
 */
final class ChannelWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);
  private static final int MAX_CONCURRENT = 8;

  private final ChannelSender channelSender;
  private final Claims claims;
  private final Envelopes envelopes;
  private final Clock clock;
  private final Tracing tracing;
  private final Semaphore places = new Semaphore(MAX_CONCURRENT);

  ChannelWorker(
      ChannelSender channelSender,
      Claims claims,
      Envelopes envelopes,
      Clock clock,
      Tracing tracing) {
    this.channelSender = channelSender;
    this.claims = claims;
    this.envelopes = envelopes;
    this.clock = clock;
    this.tracing = tracing;
  }

  /**
   * Whether a thread is already waiting to start; it will process all messages that are due now.
   */
  boolean hasSomebodyWaiting() {
    return places.hasQueuedThreads();
  }

  /** Hands over messages one after the other until none is due. */
  void drain() {
    places.acquireUninterruptibly();
    try {
      Optional<Claimed> next = claims.next(channelSender.channel());
      while (next.isPresent()) {
        claims.end(next.get(), send(next.get()));
        next = claims.next(channelSender.channel());
      }
    } finally {
      places.release();
    }
  }

  private SendResult send(Claimed claimed) {
    if (!clock.instant().isBefore(claimed.expiresAt())) {
      return new SendResult.Refused(Messages.text("delivery.not-in-time"));
    }
    Message message;
    try {
      message = envelopes.open(claimed.id(), claimed.envelope());
    } catch (RuntimeException e) {
      LOG.error("message {} cannot be decrypted: {}", claimed.id(), e.getClass().getName());
      return new SendResult.Refused(Messages.text("delivery.not-readable"));
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
    };
  }
}

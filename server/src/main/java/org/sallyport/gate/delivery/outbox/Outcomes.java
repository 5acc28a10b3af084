package org.sallyport.gate.delivery.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.MessageFailed;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.StoredText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Applies the result of a hand-over: the message is finished, or retried after a delay. */
@Component
@RequiredArgsConstructor
public class Outcomes {
  /** Delays after the first, second, ... try; the last one repeats. */
  private static final List<Duration> RETRY_DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30));

  /** Somebody waits for a code, and it is of no use after some minutes. */
  private static final Duration LONGEST_FOR_CODES = Duration.ofSeconds(15);

  static final String METRIC = "sallyport.messages";

  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final OutboxStore store;
  private final MeterRegistry meters;
  private final ApplicationEventPublisher listeners;
  private final Clock clock;

  void record(Claimed claimed, SendResult sendResult) {
    String outcome =
        switch (sendResult) {
          case SendResult.Taken() -> sent(claimed);
          case SendResult.NotNow(String trouble) -> again(claimed, trouble);
          case SendResult.Overloaded(String trouble) -> again(claimed, trouble);
          case SendResult.Refused(String reason) -> failed(claimed, reason);
          case SendResult.Doubtful() -> doubtful(claimed);
        };
    meters.counter(METRIC, tags(claimed.envelope().channel(), outcome)).increment();
  }

  /** The labels of the metric. */
  static Tags tags(Channel channel, String outcome) {
    return Tags.of("channel", channel.stored(), "outcome", outcome);
  }

  private String sent(Claimed claimed) {
    store.end(claimed, "sent", null);
    return "sent";
  }

  private String failed(Claimed claimed, String reason) {
    if (store.end(claimed, "failed", reason)) {
      return "withdrawn";
    }
    LOG.error(
        "message {} by {} was given up: {}",
        claimed.id(),
        claimed.envelope().channel().stored(),
        StoredText.forLog(reason));
    listeners.publishEvent(new MessageFailed(claimed.envelope().channel(), reason));
    return "failed";
  }

  private String again(Claimed claimed, String trouble) {
    Instant next = clock.instant().plus(waitAfter(claimed));
    if (!next.isBefore(claimed.expiresAt())) {
      return failed(claimed, trouble);
    }
    return store.tryAgain(claimed, next, trouble) ? "again" : "withdrawn";
  }

  /**
   * A mail may be repeated because it carries the same Message-ID each time; an SMS or a call may
   * not.
   */
  private String doubtful(Claimed claimed) {
    return switch (claimed.envelope().channel()) {
      case EMAIL -> again(claimed, StoredText.of("delivery.doubtful"));
      case SMS -> unknown(claimed, "delivery.sms.no-answer");
      case VOICE -> unknown(claimed, "delivery.voice.no-answer");
    };
  }

  /**
   * A gateway that does not answer may lose every message, so the admins are notified as of a
   * failure.
   */
  private String unknown(Claimed claimed, String words) {
    Channel channel = claimed.envelope().channel();
    String reason = StoredText.of(words);
    store.end(claimed, "unknown", reason);
    LOG.error("message {} by {}: {}", claimed.id(), channel.stored(), StoredText.forLog(reason));
    listeners.publishEvent(new MessageFailed(channel, reason));
    return "unknown";
  }

  private static Duration waitAfter(Claimed claimed) {
    Duration wait = RETRY_DELAYS.get(Math.min(claimed.tries(), RETRY_DELAYS.size()) - 1);
    return claimed.envelope().priority() == Priority.CODE && wait.compareTo(LONGEST_FOR_CODES) > 0
        ? LONGEST_FOR_CODES
        : wait;
  }
}

package org.sallyport.gate.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.outbox.OutboxCounts;
import org.sallyport.gate.delivery.outbox.OutboxStore;
import org.springframework.stereotype.Component;

/** The messages of the last 24 hours, for admins. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RecentMessages {
  private static final Duration LOOKBACK = Duration.ofHours(24);

  private final OutboxStore store;
  private final OutboxCounts counts;
  private final Clock clock;

  /** The newest first, at most this many. */
  public List<RecentMessage> ofLate(int most) {
    return store.recent(clock.instant().minus(LOOKBACK), most);
  }

  /**
   * The number of all of them, by channel, country of numbers, and state.
   *
   * @param country the country of a number
   */
  public List<MessageCount> counts(UnaryOperator<String> country) {
    return counts.since(clock.instant().minus(LOOKBACK), country);
  }
}

package org.sallyport.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.sallyport.delivery.outbox.OutboxStore;
import org.springframework.stereotype.Component;

/** The messages of the last 24 hours, for admins. */
@Component
public class RecentMessages {
  private static final Duration OF_LATE = Duration.ofHours(24);

  private final OutboxStore store;
  private final Clock clock;

  RecentMessages(OutboxStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The newest first, at most this many. */
  public List<RecentMessage> ofLate(int most) {
    return store.recent(clock.instant().minus(OF_LATE), most);
  }
}

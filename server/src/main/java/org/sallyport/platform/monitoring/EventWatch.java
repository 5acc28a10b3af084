package org.sallyport.platform.monitoring;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.background.AfterCommit;
import org.sallyport.platform.events.DomainEvent;
import org.springframework.stereotype.Component;

/** Counts and logs events once they are committed: what was rolled back did not happen. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class EventWatch {
  private final EventMetrics metrics;
  private final SecurityLog log;

  /** Notes an event in the transaction in which it happens. */
  public void note(DomainEvent event, Origin origin) {
    AfterCommit.run(
        () -> {
          metrics.count(event);
          log.write(event, origin);
        });
  }
}

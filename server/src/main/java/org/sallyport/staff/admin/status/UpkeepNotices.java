package org.sallyport.staff.admin.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.monitoring.Upkeep;
import org.sallyport.platform.monitoring.UpkeepSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the admins told of what has to be looked after: when this node finds it, and once a week
 * until it is mended.
 */
@Component
@RequiredArgsConstructor
class UpkeepNotices {
  private static final Duration AGAIN = Duration.ofDays(7);
  private static final Origin INSTALLATION = new Origin("local", "the installation");

  private final List<UpkeepSource> sources;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** When each was told last. */
  private final Map<String, Instant> told = new HashMap<>();

  /** What this node knows. */
  List<Upkeep> all() {
    return sources.stream().flatMap(source -> source.upkeep().stream()).toList();
  }

  @Scheduled(initialDelay = 10, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
  synchronized void tell() {
    Instant now = clock.instant();
    List<String> due = all().stream().filter(Upkeep::isDue).map(UpkeepNotices::name).toList();
    told.keySet().retainAll(due);
    List<String> fresh = due.stream().filter(it -> isToTell(it, now)).toList();
    if (!fresh.isEmpty()) {
      transaction.executeWithoutResult(
          status -> events.publish(new SystemEvent.UpkeepDue(fresh), INSTALLATION));
      fresh.forEach(it -> told.put(it, now));
    }
  }

  private boolean isToTell(String due, Instant now) {
    Instant before = told.get(due);
    return before == null || !before.plus(AGAIN).isAfter(now);
  }

  private static String name(Upkeep upkeep) {
    return (upkeep.what() + " " + upkeep.of()).strip();
  }
}

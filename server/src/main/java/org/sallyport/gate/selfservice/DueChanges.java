package org.sallyport.gate.selfservice;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Applies delayed changes when they are due, unless they were stopped (rule 28). */
@Component
@RequiredArgsConstructor
class DueChanges {
  private static final Logger LOG = LoggerFactory.getLogger(DueChanges.class);

  private final DelayedChangeStore store;
  private final ChangeApplier applier;

  @Scheduled(fixedRate = 30, timeUnit = TimeUnit.SECONDS)
  void work() {
    try {
      store.due().forEach(this::finish);
    } catch (RuntimeException e) {
      LOG.warn("due changes could not be read and are retried: {}", e.toString());
    }
  }

  private void finish(UUID id) {
    try {
      applier.make(id);
    } catch (RuntimeException e) {
      LOG.warn("a due change could not be applied and is retried: {}", e.toString());
    }
  }
}

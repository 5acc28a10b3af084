package org.sallyport.gate.accountrecovery.reset;

import java.util.concurrent.TimeUnit;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Performs resets when they are due, unless they were cancelled. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DueResets {
  private static final Logger LOG = LoggerFactory.getLogger(DueResets.class);
  private static final Origin INSTALLATION = new Origin("local", "the installation");

  private final ResetStore store;
  private final FactorResets resets;

  @Scheduled(fixedRate = 30, timeUnit = TimeUnit.SECONDS)
  public void work() {
    try {
      store.due().forEach(this::finish);
    } catch (RuntimeException e) {
      LOG.warn("due resets are deferred: {}", e.toString());
    }
  }

  private void finish(OpenReset reset) {
    try {
      resets.finishIfDue(reset.id(), INSTALLATION);
    } catch (RuntimeException e) {
      LOG.warn("a due reset is deferred: {}", e.toString());
    }
  }
}

package org.sallyport.gate.personaldata;

import java.util.List;
import java.util.concurrent.TimeUnit;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.ids.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the admins, some time before, which accounts can be erased. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ErasureNotices {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureNotices.class);
  private static final Origin INSTALLATION = new Origin("local", "the installation");
  private static final int MOST = 50;

  private final ErasureStore store;
  private final TransactionTemplate transaction;

  @Scheduled(fixedDelay = 60, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
  void work() {
    try {
      tell();
    } catch (RuntimeException e) {
      LOG.warn("the admins could not be told of accounts that can be erased: {}", e.toString());
    }
  }

  /** Tells of those that were not told yet, in one mail for each 50. */
  public void tell() {
    transaction.executeWithoutResult(
        status -> {
          List<AccountId> due = store.tell(MOST);
          if (!due.isEmpty()) {
            store.publish(new SystemEvent.ErasureDue(due), INSTALLATION);
          }
        });
  }
}

package org.sallyport.waysback;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sallyport.access.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes down who forgot their password, and works it off after the answer was given, so that
 * neither its words nor its time tell whether there is such an account (RULES 38). What a crash
 * left is worked off at the next start.
 */
@Component
class ForgottenPasswords {
  private static final Logger LOG = LoggerFactory.getLogger(ForgottenPasswords.class);

  private final PasswordRequests requests;
  private final PasswordLetters letters;
  private final SendBudget budget;
  private final TransactionTemplate transaction;
  private final AtomicInteger asked = new AtomicInteger();

  ForgottenPasswords(
      PasswordRequests requests,
      PasswordLetters letters,
      SendBudget budget,
      TransactionTemplate transaction) {
    this.requests = requests;
    this.letters = letters;
    this.budget = budget;
    this.transaction = transaction;
  }

  /** Takes a name down; past the budget of the address nothing is kept, which nobody sees. */
  void ask(String name, Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          if (budget.takeRequest(origin.address())) {
            requests.put(name, origin);
          }
        });
    wake();
  }

  /** One thread at a time works; what is asked meanwhile makes it look once more. */
  private void wake() {
    if (asked.getAndIncrement() == 0) {
      Thread.ofVirtual().name("forgotten-passwords").start(this::workUntilDone);
    }
  }

  private void workUntilDone() {
    int seen;
    do {
      seen = asked.get();
      workOff();
    } while (!asked.compareAndSet(seen, 0));
  }

  /** Works off all that waits. Whoever is at it at the same time takes other requests. */
  @Scheduled(fixedRate = 10, timeUnit = TimeUnit.SECONDS)
  void workOff() {
    try {
      requests.waiting().forEach(this::workOff);
    } catch (RuntimeException e) {
      LOG.warn("forgotten passwords wait: {}", e.toString());
    }
  }

  /** A request that fails, as when somebody holds the account's row, is tried again later. */
  private void workOff(UUID id) {
    try {
      transaction.executeWithoutResult(status -> requests.take(id).ifPresent(letters::write));
    } catch (RuntimeException e) {
      LOG.warn("a forgotten password waits: {}", e.toString());
    }
  }
}

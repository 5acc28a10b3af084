package org.sallyport.gate.accountrecovery.forgotten;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.accountrecovery.LinkLimits;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.background.CoalescingWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores requests for forgotten passwords and processes them after the response was sent, so that
 * neither its content nor its time reveals whether the account exists (rule 38). Requests left over
 * by a crash are processed after the next start.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ForgottenPasswords {
  private static final int BATCH = 100;
  private static final Logger LOG = LoggerFactory.getLogger(ForgottenPasswords.class);

  private final PasswordRequests requests;
  private final PasswordLinkMailer letters;
  private final LinkLimits limits;
  private final TransactionTemplate transaction;
  private final CoalescingWorker worker =
      new CoalescingWorker("forgotten-passwords", this::processWaiting);

  /**
   * Stores a request.
   *
   * @param knownBrowser the browser's mark if the account of that name signed in from it before
   * @return empty, or the time from which requests from that address are accepted again
   */
  public Optional<Instant> ask(String name, Origin origin, @Nullable String knownBrowser) {
    Optional<Instant> until =
        transaction.execute(status -> putWithinLimits(name, origin, knownBrowser));
    worker.wake();
    return Objects.requireNonNull(until);
  }

  /** Stores the request if the limits allow it; otherwise the time from which they do. */
  private Optional<Instant> putWithinLimits(
      String name, Origin origin, @Nullable String knownBrowser) {
    Optional<Instant> wait = limits.takeRequest(origin.address(), knownBrowser);
    if (wait.isEmpty()) {
      requests.put(name, origin, knownBrowser != null);
    }
    return wait;
  }

  @Scheduled(fixedRate = 10, timeUnit = TimeUnit.SECONDS)
  void poll() {
    worker.wake();
  }

  /** Processes all waiting requests, and returns when it is done. */
  public void workOff() {
    worker.run();
  }

  /** Processes all waiting requests in batches; several nodes process different ones. */
  private void processWaiting() {
    List<UUID> batch = requests.waiting(null, BATCH);
    while (!batch.isEmpty()) {
      batch.forEach(id -> requests.take(id).ifPresent(this::process));
      batch = requests.waiting(batch.getLast(), BATCH);
    }
  }

  /**
   * Processes a request. If it fails, for example because the account's row is locked, it is
   * retried later.
   */
  private void process(PasswordRequests.Request request) {
    try {
      transaction.executeWithoutResult(
          status -> {
            letters.write(request);
            requests.done(request);
          });
    } catch (RuntimeException e) {
      LOG.warn("a forgotten-password request is deferred: {}", e.toString());
      requests.giveBack(request);
    }
  }
}

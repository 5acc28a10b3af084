package org.sallyport.gate.secondfactor.otp.brake;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.AccountCounts;
import org.sallyport.gate.secondfactor.brake.BlockFigures;
import org.sallyport.gate.secondfactor.brake.BrakeScope;
import org.sallyport.gate.secondfactor.brake.SmsBrake;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at the figures twice a minute, by one statement over the codes of the window, and puts
 * brakes on. Sending a code counts nothing, so nobody waits for a row that many share.
 */
@Component
@RequiredArgsConstructor
class BrakeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(BrakeWatch.class);
  private static final int WHOLE = 100;

  /** How much of the accounts with such numbers may be part of a mistake. */
  private static final int PART_OF_ACCOUNTS = 10;

  /** More blocks with enough codes are not looked at in one turn. */
  private static final int MOST_BLOCKS = 1_000;

  private final StoredBrakes brakes;
  private final BrakeStore store;
  private final BrakeProperties properties;
  private final AccountCounts accounts;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
  void look() {
    if (!properties.enabled()) {
      return;
    }
    try {
      brakes.figures(MOST_BLOCKS).forEach(this::judge);
    } catch (RuntimeException e) {
      LOG.warn("the figures of codes by SMS could not be read: {}", e.toString());
    }
  }

  private void judge(BlockFigures figures) {
    SmsBrake brake = brake(figures);
    if (brake != null) {
      transaction.executeWithoutResult(
          status -> {
            if (store.putOn(brake)) {
              events.publish(
                  new SystemEvent.SmsBraked(
                      brake.block(), brake.scope().key(), brake.sent(), brake.answered()),
                  Origin.COMMAND_LINE);
            }
          });
    }
  }

  /**
   * The brake that the figures call for; null if they call for none. Codes to new numbers stop no
   * others.
   */
  private @Nullable SmsBrake brake(BlockFigures it) {
    int sent = it.sent() - it.sentToNew();
    int answered = it.answered() - it.answeredByNew();
    if (isBad(sent, answered, minimumOfAll(it.block()), properties.allPercent())) {
      return brake(it.block(), BrakeScope.ALL, sent, answered);
    }
    return isBad(
            it.sentToNew(), it.answeredByNew(), properties.newMinimum(), properties.newPercent())
        ? brake(it.block(), BrakeScope.NEW, it.sentToNew(), it.answeredByNew())
        : null;
  }

  /** The numbers of a hospital's people begin alike: many of them have to be part of it. */
  private int minimumOfAll(String block) {
    int own = accounts.enabledWithPrefix(AccountCounts.prefix(block));
    return Math.max(properties.allMinimum(), own / PART_OF_ACCOUNTS);
  }

  private static boolean isBad(int sent, int answered, int minimum, int percent) {
    return sent >= minimum && (long) answered * WHOLE < (long) sent * percent;
  }

  private SmsBrake brake(String block, BrakeScope scope, int sent, int answered) {
    Instant now = clock.instant();
    return new SmsBrake(block, scope, now, now.plus(properties.lasts()), sent, answered);
  }
}

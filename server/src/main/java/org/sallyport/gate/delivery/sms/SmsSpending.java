package org.sallyport.gate.delivery.sms;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.routes.RouteStore;
import org.sallyport.gate.delivery.routes.SpendingNear;
import org.sallyport.platform.installation.Installation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What SMS and calls may cost in a day of the installation. What leaves at the same moment may
 * exceed it by some messages. Of four fifths the admins are told, once a day.
 */
@Component
class SmsSpending {
  private static final Logger LOG = LoggerFactory.getLogger(SmsSpending.class);

  /** The share of the amount that messages without a code may use. */
  private static final BigDecimal FOR_OTHERS = new BigDecimal("0.9");

  private static final Set<Channel> BOTH = Set.of(Channel.SMS, Channel.VOICE);

  private static final BigDecimal WARNING = new BigDecimal("0.8");

  private final @Nullable BigDecimal most;
  private final RouteStore store;
  private final Installation installation;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher listeners;
  private final Clock clock;
  private volatile @Nullable LocalDate warnedOn;

  SmsSpending(
      SmsRoutesProperties properties,
      RouteStore store,
      Installation installation,
      TransactionTemplate transaction,
      ApplicationEventPublisher listeners,
      Clock clock) {
    this.most = properties.spendADay();
    this.store = store;
    this.installation = installation;
    this.transaction = transaction;
    this.listeners = listeners;
    this.clock = clock;
  }

  /** Whether a message of a priority may cost nothing more today. */
  boolean isUsedUp(Priority priority) {
    if (most == null) {
      return false;
    }
    LocalDate today = installation.dayOf(clock.instant());
    BigDecimal spent = store.cost(BOTH, today.atStartOfDay(installation.zone()).toInstant());
    if (spent.compareTo(most.multiply(WARNING)) >= 0 && !today.equals(warnedOn)) {
      warn(new SpendingNear(Channel.SMS, today, spent, most));
    }
    return spent.compareTo(priority == Priority.CODE ? most : most.multiply(FOR_OTHERS)) >= 0;
  }

  /** A warning that fails is tried again at the next message, and holds up none. */
  private void warn(SpendingNear near) {
    try {
      transaction.executeWithoutResult(
          status -> {
            if (store.warnsOfSpending(near.channel(), near.day())) {
              listeners.publishEvent(near);
            }
          });
      warnedOn = near.day();
    } catch (RuntimeException e) {
      LOG.warn("the admins could not be told what SMS cost today: {}", e.toString());
    }
  }
}

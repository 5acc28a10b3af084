package org.sallyport.gate.delivery.sms;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.routes.RouteStore;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * What SMS may cost in a day of the installation. What leaves at the same moment may exceed it by
 * some messages.
 */
@Component
class SmsSpending {
  /** The share of the amount that messages without a code may use. */
  private static final BigDecimal FOR_OTHERS = new BigDecimal("0.9");

  private final @Nullable BigDecimal most;
  private final RouteStore store;
  private final Installation installation;
  private final Clock clock;

  SmsSpending(
      SmsRoutesProperties properties, RouteStore store, Installation installation, Clock clock) {
    this.most = properties.spendADay();
    this.store = store;
    this.installation = installation;
    this.clock = clock;
  }

  /** Whether a message of a priority may cost nothing more today. */
  boolean isUsedUp(Priority priority) {
    if (most == null) {
      return false;
    }
    BigDecimal mine = priority == Priority.CODE ? most : most.multiply(FOR_OTHERS);
    return store.cost(Channel.SMS, today()).compareTo(mine) >= 0;
  }

  private Instant today() {
    return installation.dayOf(clock.instant()).atStartOfDay(installation.zone()).toInstant();
  }
}

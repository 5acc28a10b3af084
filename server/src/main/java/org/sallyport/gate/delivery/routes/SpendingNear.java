package org.sallyport.gate.delivery.routes;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.sallyport.gate.delivery.Channel;

/**
 * Most of what the messages of a channel may cost in a day is used. Published once a day, in the
 * transaction that notes it.
 *
 * @param day of the installation
 * @param spent so far, in the currency of the prices
 * @param most that may be spent on the day
 */
public record SpendingNear(Channel channel, LocalDate day, BigDecimal spent, BigDecimal most) {}

package org.sallyport.gate.notifications;

import java.time.Instant;
import org.sallyport.gate.account.Account;
import org.sallyport.platform.access.Origin;

/**
 * The common data of an event's notices.
 *
 * @param account the affected account, as stored at the time of the event
 * @param at when it happened
 * @param origin where it came from
 */
public record NotificationContext(Account account, Instant at, Origin origin) {}

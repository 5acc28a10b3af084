package org.sallyport.notifications;

import java.time.Instant;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;

/**
 * What the notices of one event have in common.
 *
 * @param account whose account it concerns, as its row stands at the event
 * @param at when it happened
 * @param origin where it came from
 */
record NotificationContext(Account account, Instant at, Origin origin) {}

package org.sallyport.staff.admin.audit;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An event in a list.
 *
 * @param kind in words
 * @param account the username of the account concerned; null if there is none
 * @param actor who acted on somebody's behalf; null if nobody did
 * @param place the address, with its place if it is known
 * @param grade "good", "warn" or "danger"
 * @param outcome in words
 */
record AuditRow(
    long id,
    ZonedDateTime at,
    String kind,
    @Nullable String account,
    @Nullable String actor,
    String place,
    String browser,
    String grade,
    String outcome) {}

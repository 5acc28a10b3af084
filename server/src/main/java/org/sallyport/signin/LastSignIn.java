package org.sallyport.signin;

import java.time.ZonedDateTime;

/**
 * What the study list says of the last sign-in (rule 35).
 *
 * @param daysAgo 0 for today
 * @param browser in words
 * @param failedSince sign-ins that failed since; 0 if there is nothing to warn of
 */
public record LastSignIn(
    ZonedDateTime at, long daysAgo, String browser, String address, int failedSince) {}

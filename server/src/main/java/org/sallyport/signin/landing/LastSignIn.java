package org.sallyport.signin.landing;

import java.time.ZonedDateTime;

/**
 * The previous sign-in as the study list shows it (rule 35).
 *
 * @param daysAgo 0 for today
 * @param browser in words
 * @param failedSince number of failed sign-ins since then; 0 if there is nothing to warn of
 */
public record LastSignIn(
    ZonedDateTime at, long daysAgo, String browser, String address, int failedSince) {}

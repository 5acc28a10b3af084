package org.sallyport.gate.signin.landing;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The previous sign-in as the study list shows it (rule 35).
 *
 * @param daysAgo 0 for today
 * @param browser in words
 * @param spare the name of the factor of the present sign-in, within a sentence, if it is one for
 *     when the others are lost; else null
 * @param failedSince number of failed sign-ins since then; 0 if there is nothing to warn of
 */
public record LastSignIn(
    ZonedDateTime at,
    long daysAgo,
    String browser,
    String address,
    @Nullable String spare,
    int failedSince) {}

package org.sallyport.session.history;

import java.time.Instant;

/**
 * The previous sign-in (rule 35).
 *
 * @param failedSince number of wrong passwords, and of attempts with the right one that were not
 *     completed
 */
public record PreviousSignIn(Instant at, String browser, String address, int failedSince) {}

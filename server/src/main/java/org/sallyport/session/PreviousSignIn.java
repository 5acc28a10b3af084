package org.sallyport.session;

import java.time.Instant;

/**
 * The sign-in before this one (rule 35).
 *
 * @param failedSince wrong passwords, and attempts with the right one that did not get in
 */
public record PreviousSignIn(Instant at, String browser, String address, int failedSince) {}

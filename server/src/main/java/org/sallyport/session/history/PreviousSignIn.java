package org.sallyport.session.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The previous sign-in (rule 35).
 *
 * @param presentFactor the factor given at the present one, not at that one
 * @param failedSince number of wrong passwords, and of attempts with the right one that were not
 *     completed
 */
public record PreviousSignIn(
    Instant at, String browser, String address, @Nullable String presentFactor, int failedSince) {}

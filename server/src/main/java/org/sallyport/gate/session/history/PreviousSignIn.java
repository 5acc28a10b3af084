package org.sallyport.gate.session.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The previous sign-in (rule 35).
 *
 * @param presentFactor the last factor given in the present one; null if none was
 * @param presentAt when the present one was completed
 * @param failedSince number of wrong passwords, and of attempts with the right one that were not
 *     completed
 */
public record PreviousSignIn(
    Instant at,
    String browser,
    String address,
    @Nullable String presentFactor,
    Instant presentAt,
    int failedSince) {}

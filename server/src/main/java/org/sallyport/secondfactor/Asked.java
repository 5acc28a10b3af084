package org.sallyport.secondfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question that was put, as its page shows it.
 *
 * @param tag names the message with the code (RULES 7)
 * @param way for example "by SMS"
 * @param to where it went, masked
 * @param sentAt when it was made
 * @param validUntil from this moment on it is refused
 * @param resendAt when the next one can be asked for; null if none can in this attempt
 * @param voidedElsewhere another sign-in of the account asked for a newer one (RULES 5)
 * @param trouble what is known to have gone wrong on its way, in words; null if nothing is
 * @param lost whether it is unknown if it arrived; only meaningful with trouble
 */
public record Asked(
    String tag,
    String way,
    String to,
    Instant sentAt,
    Instant validUntil,
    @Nullable Instant resendAt,
    boolean voidedElsewhere,
    @Nullable String trouble,
    boolean lost) {}

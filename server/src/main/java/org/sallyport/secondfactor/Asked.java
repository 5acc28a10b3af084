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
 * @param fate what the trouble means for the message
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
    Fate fate) {

  /** What is known of a message. */
  public enum Fate {
    /** Handed over, or tried again by itself. */
    ON_ITS_WAY,
    /** It does not come. */
    FAILED,
    /** It may come or not, and is not sent again by itself. */
    UNKNOWN
  }
}

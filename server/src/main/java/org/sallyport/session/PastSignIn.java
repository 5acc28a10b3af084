package org.sallyport.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.SignInId;

/**
 * A line of the login history: an attempt that had the right password (rule 36).
 *
 * @param at when the password was right
 * @param method how the second door was opened or was to be: a factor's method, or {@link
 *     SignIn#REMEMBERED}; null if none was chosen
 * @param wrongCodes how many were typed in it
 * @param end why it or its session ended, in a word or two; null while it goes on
 * @param newBrowser whether the account had not signed in from that browser before
 * @param newAddress whether the account had not signed in from that address before
 * @param reported whether the owner said that it was somebody else
 */
public record PastSignIn(
    SignInId id,
    Instant at,
    String browser,
    String address,
    @Nullable String method,
    Outcome outcome,
    int wrongCodes,
    @Nullable String end,
    boolean newBrowser,
    boolean newAddress,
    boolean reported) {

  /** What came of it. */
  public enum Outcome {
    /** Both doors were opened. */
    SIGNED_IN,
    /** The account was locked, or became so by it. */
    LOCKED,
    /** A phone said no to it. */
    DENIED,
    /** One or more codes were wrong, and none was right. */
    WRONG_CODES,
    /** It stands between the doors. */
    UNDER_WAY,
    /** No code was ever typed. */
    NEVER_ANSWERED
  }
}

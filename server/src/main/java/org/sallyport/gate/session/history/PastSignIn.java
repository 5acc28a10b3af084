package org.sallyport.gate.session.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.SignInId;

/**
 * A line of the login history: an attempt with a valid password (rule 36).
 *
 * @param at when the password was accepted
 * @param method the chosen second factor: a factor's method, or {@link SignIn#REMEMBERED}; null if
 *     none was chosen
 * @param wrongCodes number of wrong codes in the attempt
 * @param end why the attempt or its session ended, in a word or two; null while it is open
 * @param newBrowser whether the account had not signed in from that browser before
 * @param newAddress whether the account had not signed in from that address before
 * @param reported whether the owner reported it as somebody else's
 * @param passwordless whether a passkey replaced the password and the second factor
 * @param issuer the issuer elsewhere that replaced the password, by its name in the settings; null
 *     if none did
 * @param ticket whether a Kerberos ticket replaced the password
 * @param factorAlone whether that issuer asked for the second factor alone, so that no session was
 *     opened
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
    boolean reported,
    boolean passwordless,
    @Nullable String issuer,
    boolean ticket,
    boolean factorAlone) {

  /** The outcome of an attempt. */
  public enum Outcome {
    /** The sign-in was completed. */
    SIGNED_IN,
    /** The account was locked before the attempt, or by it. */
    LOCKED,
    /** The request was denied on a phone. */
    DENIED,
    /** At least one code was wrong, and none was accepted. */
    WRONG_CODES,
    /** The attempt is open: the password was accepted, the second factor is pending. */
    UNDER_WAY,
    /** No code was ever submitted. */
    NEVER_ANSWERED
  }
}

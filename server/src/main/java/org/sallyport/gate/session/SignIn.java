package org.sallyport.gate.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;

/**
 * A sign-in: the state of its row at the time of the read.
 *
 * @param passwordless whether it began with a factor that replaces the password, so that no
 *     password was verified
 * @param passwordAt when the password, or what replaces it, was accepted; never when an issuer or a
 *     domain asked the person
 * @param method the chosen second factor: a factor's method, {@link #REMEMBERED}, {@link
 *     #PASSWORD_ALONE}, {@link #ISSUER} or {@link #TICKET}; null until chosen
 * @param factorAt when the second factor was last given; null if a remembered browser replaced it
 * @param factorMethod the factor that was given then; it may differ from the method after a change
 *     of the account
 * @param completedAt when the sign-in was completed
 * @param knownBrowser the mark of a browser in which this account signed in before; null for a
 *     browser that is new to it
 * @param trustedBrowser the remembered browser that was used or created
 * @param landing local page first requested
 * @param attemptExpiresAt when the attempt times out (rule 32)
 * @param methodToLink the method to be linked after this sign-in (rule 27)
 * @param issuer what an issuer elsewhere proved in place of a password; null if none did
 * @param ticket what a Kerberos ticket proved in place of a password; null if none did
 */
public record SignIn(
    SignInId id,
    AccountId account,
    State state,
    boolean passwordless,
    Instant passwordAt,
    @Nullable String method,
    @Nullable Instant factorAt,
    @Nullable String factorMethod,
    @Nullable Instant completedAt,
    Instant lastSeenAt,
    String address,
    String browser,
    @Nullable String knownBrowser,
    @Nullable TrustedBrowserId trustedBrowser,
    @Nullable String landing,
    Instant attemptExpiresAt,
    @Nullable String methodToLink,
    @Nullable IssuerProof issuer,
    @Nullable TicketProof ticket) {

  /** The method of a sign-in in which a remembered browser replaced the second factor. */
  public static final String REMEMBERED = "remembered";

  /** The method of a sign-in that needed no second factor (rule 24). */
  public static final String PASSWORD_ALONE = "password";

  /**
   * The method of a sign-in by an issuer elsewhere in which no factor of ours was asked for: its
   * own took the place, or none was needed.
   */
  public static final String ISSUER = "issuer";

  /** The method of a sign-in by a Kerberos ticket that needed no second factor. */
  public static final String TICKET = "ticket";

  /** The method if nothing follows the first factor. */
  public String aloneMethod() {
    if (issuer != null) {
      return ISSUER;
    }
    return ticket == null ? PASSWORD_ALONE : TICKET;
  }

  /**
   * What an issuer elsewhere proved at the beginning, in place of a password.
   *
   * @param issuer its name in the settings
   * @param authenticatedAt when it asked the person; null if it does not say
   * @param secondFactor whether its second factor takes the place of ours (rule 55)
   * @param factorAlone whether it asked for the second factor alone: then no session is opened, and
   *     the row ends when the factor is given (rule 72)
   */
  public record IssuerProof(
      String issuer, @Nullable Instant authenticatedAt, boolean secondFactor, boolean factorAlone) {

    /** Of a sign-in to the portal. */
    public IssuerProof(String issuer, @Nullable Instant authenticatedAt, boolean secondFactor) {
      this(issuer, authenticatedAt, secondFactor, false);
    }

    /** Of a request for the second factor alone. */
    public static IssuerProof askingForFactor(String issuer) {
      return new IssuerProof(issuer, null, false, true);
    }
  }

  /**
   * Whether an issuer asked for the second factor alone, so that no session is opened (rule 72).
   */
  public boolean isFactorAlone() {
    return issuer != null && issuer.factorAlone();
  }

  /**
   * What a Kerberos ticket proved at the beginning, in place of a password.
   *
   * @param directory the directory of its realm, by its name in the settings
   * @param authenticatedAt when the domain authenticated the person, which may be hours ago
   */
  public record TicketProof(String directory, Instant authenticatedAt) {}

  /** The state of the row. It does not say what was verified. */
  public enum State {
    /**
     * The attempt is open: its second factor is still to come. A passwordless sign-in is in this
     * state only within the transaction that completes it.
     */
    PASSWORD,
    COMPLETE,
    ENDED
  }
}

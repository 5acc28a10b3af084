package org.sallyport.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.sallyport.ids.TrustedBrowserId;

/**
 * A sign-in as its row stood when it was read.
 *
 * @param passwordAt when the password was right
 * @param method how the second door is to be opened, or was: a factor's method, {@link #REMEMBERED}
 *     or {@link #PASSWORD_ALONE}; null until chosen
 * @param factorAt when the second factor was last given; null if a remembered browser stood in for
 *     it
 * @param factorMethod the factor that was given then; it may be another than the method after a
 *     change of the account
 * @param completedAt when both doors were open
 * @param knownBrowser the browser in which this account signed in before; null for a browser that
 *     is new to it
 * @param trustedBrowser the remembered browser that was used or made
 * @param landing local page first asked for
 * @param openUntil an attempt lives until then (rule 32)
 * @param wanted the method that is to be linked after this sign-in (rule 27)
 */
public record SignIn(
    SignInId id,
    AccountId account,
    State state,
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
    Instant openUntil,
    @Nullable String wanted) {

  /** The method of a sign-in whose second factor a remembered browser stood in for. */
  public static final String REMEMBERED = "remembered";

  /** The method of a sign-in of which no second factor was asked (rule 24). */
  public static final String PASSWORD_ALONE = "password";

  /** How far a sign-in has come. */
  public enum State {
    PASSWORD,
    COMPLETE,
    ENDED
  }
}

package org.sallyport.platform.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.events.facts.Told;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;

/** Events of sign-ins and sessions. */
@EventArea(AuditCode.LOGIN)
public sealed interface SignInEvent extends DomainEvent {

  /**
   * A password was refused: wrong, or of an unknown, disabled or never activated account.
   *
   * @param account null if no account has that username
   */
  @EventFacts(outcome = Outcome.REFUSED)
  record PasswordRefused(@Nullable AccountId account) implements SignInEvent {}

  /**
   * Passwords were not verified, because too many before them were wrong. Of the tries of one
   * network and day only the 1st, 10th, 100th and so on is recorded.
   *
   * @param network for example "192.0.2.7" or "2001:db8:1::/48"
   * @param today number of such tries so far
   */
  @EventFacts(outcome = Outcome.REFUSED)
  record PasswordThrottled(String network, long today) implements SignInEvent {}

  /**
   * A directory does not let somebody in who has the right password or a valid ticket.
   *
   * @param account null if the owner has no account
   * @param answer for example "locked", "disabled" or "no-role"
   */
  @EventFacts(outcome = Outcome.REFUSED)
  record DirectoryRefused(@Nullable AccountId account, String directory, String answer)
      implements SignInEvent {}

  record PasswordAccepted(AccountId account, SignInId signIn) implements SignInEvent {}

  /**
   * An issuer elsewhere proved who somebody is, in place of a password.
   *
   * @param issuer its name in the settings
   * @param secondFactor whether its second factor takes the place of ours
   */
  record IssuerAccepted(AccountId account, SignInId signIn, String issuer, boolean secondFactor)
      implements SignInEvent {}

  /**
   * An answer of an issuer opened nothing.
   *
   * @param account null if the person has no account, or is not known
   * @param issuer its name in the settings
   * @param reason for example "disabled", "not-linked" or which check failed
   */
  @EventFacts(outcome = Outcome.REFUSED)
  record IssuerRefused(@Nullable AccountId account, String issuer, String reason)
      implements SignInEvent {}

  /**
   * A Kerberos ticket proved who somebody is, in place of a password.
   *
   * @param directory the directory of its realm, by its name in the settings
   */
  record TicketAccepted(AccountId account, SignInId signIn, String directory)
      implements SignInEvent {}

  /** A valid password for a locked account. */
  @EventFacts(outcome = Outcome.REFUSED)
  record RefusedWhileLocked(AccountId account, SignInId signIn) implements SignInEvent {}

  /**
   * A method was chosen in the dialog of the first sign-in.
   *
   * @param method the method that takes effect with its first accepted code
   */
  record MethodChosen(AccountId account, SignInId signIn, String method) implements SignInEvent {}

  /** A method was requested that was not offered. */
  @EventFacts(outcome = Outcome.REFUSED)
  record MethodRefused(AccountId account, SignInId signIn) implements SignInEvent {}

  /**
   * A sign-in was completed.
   *
   * @param method a factor, "remembered", or "password" if no factor is required
   */
  record Completed(AccountId account, SignInId signIn, String method) implements SignInEvent {}

  /**
   * The second factor was given because an issuer elsewhere asked for it; no session was opened.
   *
   * @param issuer its name in the settings
   * @param method the factor
   */
  record FactorGivenForIssuer(AccountId account, SignInId signIn, String issuer, String method)
      implements SignInEvent {}

  /**
   * An issuer elsewhere was told that the second factor was given.
   *
   * @param signIn the attempt or session in which it was given
   * @param issuer its name in the settings
   * @param method the factor
   */
  record FactorConfirmed(AccountId account, SignInId signIn, String issuer, String method)
      implements SignInEvent {}

  /**
   * A sign-in was completed in a browser and from a network that are new to the account.
   *
   * @param method the second factor
   */
  @Notice(kind = NotificationKind.NEW_PLACE, shows = "method:signed-in-by", isWritten = true)
  record NewPlace(AccountId account, SignInId signIn, String method) implements SignInEvent {}

  /**
   * A sign-in was completed to an account that had not been used for long. It is published in place
   * of {@link NewPlace}.
   *
   * @param method the second factor
   * @param lastUsed when the sign-in before it was completed
   */
  @Notice(
      kind = NotificationKind.LONG_UNUSED,
      shows = {"method:signed-in-by", "lastUsed:last-used"})
  record LongUnused(AccountId account, SignInId signIn, String method, Instant lastUsed)
      implements SignInEvent {}

  /** The second factor was given again for a change of the account (step-up). */
  record SteppedUp(AccountId account, SignInId signIn, String method) implements SignInEvent {}

  /**
   * A sign-in ended.
   *
   * @param reason in one word or two, as in the column end_reason
   */
  @EventFacts(code = AuditCode.LOGOUT)
  record Ended(AccountId account, SignInId signIn, String reason) implements SignInEvent {}

  /**
   * The owner reported a sign-in as somebody else's.
   *
   * @param reported the sign-in that was reported
   * @param browser the remembered browser that it created or used; null if none. It is not
   *     recorded.
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(to = Told.OWNER_AND_ADMINS, kind = NotificationKind.NOT_ME)
  record NotMe(
      AccountId account,
      SignInId signIn,
      SignInId reported,
      @JsonIgnore @Nullable TrustedBrowserId browser)
      implements SignInEvent {}
}

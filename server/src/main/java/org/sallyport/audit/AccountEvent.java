package org.sallyport.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/** What changes about a person's account. */
public sealed interface AccountEvent extends AuditEvent {

  record Imported(AccountId account, boolean made) implements AccountEvent {}

  /** An import gave the account another role. */
  record RoleChanged(AccountId account, String from, String to) implements AccountEvent {}

  record Disabled(AccountId account, String by, String reason) implements AccountEvent {}

  record Enabled(AccountId account, String by, String reason) implements AccountEvent {}

  /** The owner set a first password with an activation link. */
  record Activated(AccountId account) implements AccountEvent {}

  record ActivationSent(AccountId account, String by) implements AccountEvent {}

  /**
   * A new password.
   *
   * @param way "settings", "forgotten", "command line" or "first sign-in"
   */
  record PasswordChanged(AccountId account, @Nullable SignInId signIn, String way)
      implements AccountEvent {}

  record PasswordLinkSent(AccountId account) implements AccountEvent {}

  record MethodChanged(AccountId account, @Nullable SignInId signIn, String from, String to)
      implements AccountEvent {}

  /**
   * Another mobile number.
   *
   * @param from the number before, masked; empty if there was none
   */
  record PhoneChanged(AccountId account, @Nullable SignInId signIn, String from, String to)
      implements AccountEvent {}

  /**
   * A mobile number was refused, since too many accounts have it.
   *
   * @param phone masked
   */
  record PhoneRefused(AccountId account, SignInId signIn, String phone) implements AccountEvent {}

  /**
   * Another e-mail address. It is recorded before the row changes, so that the old address can be
   * told (rule 28).
   *
   * @param from the address before, masked; empty if there was none
   */
  record EmailChanged(AccountId account, @Nullable SignInId signIn, String from, String to)
      implements AccountEvent {}

  /** A change was asked for without a fresh second factor. */
  record StepUpDemanded(AccountId account, SignInId signIn, String change)
      implements AccountEvent {}

  /**
   * The owner said, before a change, that a method is lost.
   *
   * @param method that is lost
   */
  record MethodLost(AccountId account, SignInId signIn, String change, String method)
      implements AccountEvent {}

  /**
   * A change was confirmed without a method that is said to be lost, and waits.
   *
   * @param lost methods that are said to be lost
   * @param to what it is changed to, masked; empty where nothing can be shown of it
   */
  record ChangeDelayed(
      AccountId account,
      SignInId signIn,
      String change,
      List<String> lost,
      String to,
      Instant dueAt)
      implements AccountEvent {}

  /**
   * A change that waited takes no effect.
   *
   * @param signIn the session in which it was stopped; null outside one
   * @param reason "owner", or what voided it
   */
  record ChangeStopped(AccountId account, @Nullable SignInId signIn, String change, String reason)
      implements AccountEvent {}

  /**
   * Other ways to sign in were turned off or on again.
   *
   * @param off methods that are off now
   */
  record WaysChanged(AccountId account, SignInId signIn, List<String> off)
      implements AccountEvent {}

  /**
   * Something that opens the second door was linked: an app, a key.
   *
   * @param method its factor
   * @param name as its owner calls it
   */
  record DeviceLinked(AccountId account, SignInId signIn, String method, String name)
      implements AccountEvent {}

  /**
   * It was removed.
   *
   * @param signIn the session that removed it; null if the device took itself off
   */
  record DeviceUnlinked(AccountId account, @Nullable SignInId signIn, String method, String name)
      implements AccountEvent {}

  /** A sheet of recovery codes was made; the one before counts no more. */
  record RecoveryCodesMade(AccountId account, SignInId signIn) implements AccountEvent {}

  /**
   * A recovery code opened the second door or confirmed a change.
   *
   * @param left how many are left
   */
  record RecoveryCodeUsed(AccountId account, SignInId signIn, int left) implements AccountEvent {}

  /**
   * An activation code was made; the one before counts no more.
   *
   * @param by who made it
   */
  record ActivationCodeMade(AccountId account, String by) implements AccountEvent {}

  /** An activation code opened the second door. */
  record ActivationCodeUsed(AccountId account, SignInId signIn) implements AccountEvent {}

  /** A change was sent that no fresh second factor had begun. */
  record ChangeRefused(AccountId account, SignInId signIn, String change) implements AccountEvent {}

  record ResetAsked(AccountId account, String by, String reason) implements AccountEvent {}

  record ResetDone(AccountId account, String by, @Nullable String confirmedBy)
      implements AccountEvent {}

  record ResetCancelled(AccountId account, String by) implements AccountEvent {}

  record NameConfirmed(AccountId account, String by) implements AccountEvent {}

  /** A confirmed name is taken back. */
  record NameWithdrawn(AccountId account, String by) implements AccountEvent {}
}

package org.sallyport.platform.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/** Changes of an account. */
public sealed interface AccountEvent extends DomainEvent {

  /**
   * An import or an admin made or changed the account.
   *
   * @param by who did it
   * @param changes every value that changed; numbers and addresses are masked
   */
  record Imported(
      AccountId account, boolean made, String by, String reason, List<ChangedValue> changes)
      implements AccountEvent {}

  /**
   * The account has another username; {@link Imported} has another name of its owner.
   *
   * @param from the username before
   * @param reason null if none was asked for
   */
  record Renamed(AccountId account, String from, String to, String by, @Nullable String reason)
      implements AccountEvent {}

  /** An import changed the account's role. */
  record RoleChanged(AccountId account, String from, String to) implements AccountEvent {}

  record Disabled(AccountId account, String by, String reason) implements AccountEvent {}

  record Enabled(AccountId account, String by, String reason) implements AccountEvent {}

  /** The help desk or an admin ended all sessions and forgot all browsers. */
  record SessionsEnded(AccountId account, String by, String reason) implements AccountEvent {}

  /** The owner set a first password with an activation link. */
  record Activated(AccountId account) implements AccountEvent {}

  /**
   * An activation link was mailed.
   *
   * @param reason null if none was asked for
   */
  record ActivationSent(AccountId account, String by, @Nullable String reason)
      implements AccountEvent {}

  /**
   * A new password.
   *
   * @param way "settings", "forgotten", "command line", "import", "directory" or "first sign-in"
   */
  record PasswordChanged(AccountId account, @Nullable SignInId signIn, String way)
      implements AccountEvent {}

  record PasswordLinkSent(AccountId account) implements AccountEvent {}

  /** The owner chose codes by SMS after reading what their risk is. */
  record SmsRiskConfirmed(AccountId account, SignInId signIn) implements AccountEvent {}

  record MethodChanged(AccountId account, @Nullable SignInId signIn, String from, String to)
      implements AccountEvent {}

  /**
   * A new mobile number, or none any more.
   *
   * @param from the previous number, masked; empty if there was none
   * @param to masked; empty if the number was removed
   * @param previous the previous number, which is notified too (rule 28); null if there was none.
   *     It is not recorded, so it is null in an event read from the audit log.
   */
  record PhoneChanged(
      AccountId account,
      @Nullable SignInId signIn,
      String from,
      String to,
      @JsonIgnore @Nullable String previous)
      implements AccountEvent {
    @Override
    public String toString() {
      return "PhoneChanged[" + account + ", from=" + from + ", to=" + to + "]";
    }
  }

  /**
   * A mobile number was refused because too many accounts have it.
   *
   * @param phone masked
   */
  record PhoneRefused(AccountId account, SignInId signIn, String phone) implements AccountEvent {}

  /**
   * An operator says that the SIM of the account's number changed lately, so no code went there.
   *
   * @param signIn the attempt or session that asked for the code
   * @param phone masked
   * @param at when it changed; null if that is not known
   */
  record SimChanged(AccountId account, SignInId signIn, String phone, @Nullable Instant at)
      implements AccountEvent {}

  /**
   * A new e-mail address.
   *
   * @param from the previous address, masked; empty if there was none
   * @param previous the previous address, which is notified too (rule 28); null if there was none.
   *     It is not recorded, so it is null in an event read from the audit log.
   */
  record EmailChanged(
      AccountId account,
      @Nullable SignInId signIn,
      String from,
      String to,
      @JsonIgnore @Nullable String previous)
      implements AccountEvent {
    @Override
    public String toString() {
      return "EmailChanged[" + account + ", from=" + from + ", to=" + to + "]";
    }
  }

  /** A change was requested without a fresh second factor. */
  record StepUpDemanded(AccountId account, SignInId signIn, String change)
      implements AccountEvent {}

  /**
   * The owner reported a method as lost before a change.
   *
   * @param method that is lost
   */
  record MethodLost(AccountId account, SignInId signIn, String change, String method)
      implements AccountEvent {}

  /**
   * A change was confirmed without a method that was reported as lost, and is delayed.
   *
   * @param lost methods that were reported as lost
   * @param to the new value, masked; empty where none can be shown
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
   * A delayed change was cancelled.
   *
   * @param signIn the session in which it was cancelled; null outside one
   * @param reason "owner", or what voided it
   */
  record ChangeStopped(AccountId account, @Nullable SignInId signIn, String change, String reason)
      implements AccountEvent {}

  /**
   * Other ways to sign in were turned off or on again.
   *
   * @param off methods that are off now
   */
  record OtherWaysChanged(AccountId account, SignInId signIn, List<String> off)
      implements AccountEvent {}

  /**
   * A factor was linked: an app, a phone, a passkey.
   *
   * @param method its factor
   * @param name as its owner calls it
   */
  record DeviceLinked(AccountId account, SignInId signIn, String method, String name)
      implements AccountEvent {}

  /**
   * A linked factor was removed.
   *
   * @param signIn the session that removed it; null if the device removed itself
   */
  record DeviceUnlinked(AccountId account, @Nullable SignInId signIn, String method, String name)
      implements AccountEvent {}

  /** A sheet of recovery codes was generated, which invalidates the previous one. */
  record RecoveryCodesMade(AccountId account, SignInId signIn) implements AccountEvent {}

  /**
   * A recovery code completed a sign-in or confirmed a change.
   *
   * @param left number of unused codes
   */
  record RecoveryCodeUsed(AccountId account, SignInId signIn, int left) implements AccountEvent {}

  /**
   * An activation code was generated, which invalidates the previous one.
   *
   * @param by who generated it
   * @param reason null if none was asked for
   */
  record ActivationCodeMade(AccountId account, String by, @Nullable String reason)
      implements AccountEvent {}

  /** An activation code was voided before it was used. */
  record ActivationCodeVoided(AccountId account, String by, String reason)
      implements AccountEvent {}

  /** An activation code was accepted as the second factor. */
  record ActivationCodeUsed(AccountId account, SignInId signIn) implements AccountEvent {}

  /** A change was submitted that was not begun with a fresh second factor. */
  record ChangeRefused(AccountId account, SignInId signIn, String change) implements AccountEvent {}

  /**
   * A reset of the second factor was requested.
   *
   * @param due when it takes effect, unless it is confirmed before or cancelled
   * @param phoneLost whether it also removes the mobile number
   */
  record ResetRequested(AccountId account, String by, String reason, Instant due, boolean phoneLost)
      implements AccountEvent {}

  /** A first admin confirmed a reset that the help desk requested. */
  record ResetApproved(AccountId account, String by) implements AccountEvent {}

  /**
   * A reset took effect.
   *
   * @param requester the account of {@code by}; null for the command line or a key
   * @param confirmer the account of {@code confirmedBy}
   */
  record ResetDone(
      AccountId account,
      String by,
      @Nullable String confirmedBy,
      @JsonIgnore @Nullable AccountId requester,
      @JsonIgnore @Nullable AccountId confirmer)
      implements AccountEvent {
    @Override
    public Map<String, List<@Nullable AccountId>> named() {
      return Map.of("by", one(requester), "confirmedBy", one(confirmer));
    }

    private static List<@Nullable AccountId> one(@Nullable AccountId account) {
      return Collections.singletonList(account);
    }
  }

  record ResetCancelled(AccountId account, String by) implements AccountEvent {}

  /**
   * A name in entries of the archive without a number was confirmed to be the account's.
   *
   * @param name exact DICOM person name
   * @param studies how many studies it opened at that time
   */
  record NameConfirmed(
      AccountId account, String by, @Nullable String reason, String name, long studies)
      implements AccountEvent {}

  /**
   * All that is kept about the owner was exported for them.
   *
   * @param signIn the session of the owner; null for a command
   * @param by who made the export for the owner; null if the owner did
   * @param reason null if the owner did
   */
  record DataExported(
      AccountId account, @Nullable SignInId signIn, @Nullable String by, @Nullable String reason)
      implements AccountEvent {}

  /**
   * The owner chose another language for pages and messages.
   *
   * @param from BCP 47 tag of the language before: that of the installation if none was known
   * @param to BCP 47 tag
   */
  record LanguageChanged(AccountId account, SignInId signIn, String from, String to)
      implements AccountEvent {}

  /** The account was erased. Earlier events name it by its id alone from now on. */
  record Erased(AccountId account, String by, String reason) implements AccountEvent {}

  /**
   * The account belongs to a person of a directory from now on, which has its password.
   *
   * @param by who links them: the directory, if the account was made for the person
   * @param reason of an admin who linked an account that was there already; otherwise null
   */
  record DirectoryLinked(AccountId account, String directory, String by, @Nullable String reason)
      implements AccountEvent {}

  /** The account no longer belongs to a directory, and has no password. */
  record DirectoryUnlinked(AccountId account, String directory, String by, @Nullable String reason)
      implements AccountEvent {}

  /**
   * The account belongs to a person of an issuer from now on, who signs in there.
   *
   * @param signIn the session of the owner who linked it; null if an admin or the issuer did
   * @param issuer its name in the settings
   * @param by who linked them: the issuer, if the account was made for the person
   * @param reason of an admin; otherwise null
   */
  record IssuerLinked(
      AccountId account,
      @Nullable SignInId signIn,
      String issuer,
      String by,
      @Nullable String reason)
      implements AccountEvent {}

  /** The account no longer belongs to a person of an issuer. */
  record IssuerUnlinked(
      AccountId account,
      @Nullable SignInId signIn,
      String issuer,
      String by,
      @Nullable String reason)
      implements AccountEvent {}

  /** An identity system may change and disable the account by SCIM from now on. */
  record ScimGiven(AccountId account, String by, @Nullable String reason) implements AccountEvent {}

  /** The identity system has the account no longer. */
  record ScimTakenBack(AccountId account, String by, @Nullable String reason)
      implements AccountEvent {}

  /** A confirmed name was withdrawn. */
  record NameWithdrawn(AccountId account, String by, @Nullable String reason, String name)
      implements AccountEvent {}
}

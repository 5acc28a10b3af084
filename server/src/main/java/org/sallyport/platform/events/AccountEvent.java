package org.sallyport.platform.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

/** Changes of an account. */
@EventArea(AuditCode.USER_RIGHTS_CHANGED)
public sealed interface AccountEvent extends DomainEvent {

  /**
   * An import or an admin made or changed the account.
   *
   * @param by who did it
   * @param changes every value that changed; numbers and addresses are masked
   */
  @Notice(kind = NotificationKind.ACCOUNT_EDITED, isWritten = true)
  record Imported(
      AccountId account, boolean made, String by, String reason, List<ChangedValue> changes)
      implements AccountEvent {}

  /**
   * The account has another username; {@link Imported} has another name of its owner.
   *
   * @param from the username before
   * @param reason null if none was asked for
   */
  @EventFacts(inHistory = true)
  @Notice(
      kind = NotificationKind.ACCOUNT_EDITED,
      shows = {"from:before", "to:changed-to", "by"})
  record Renamed(AccountId account, String from, String to, String by, @Nullable String reason)
      implements AccountEvent {}

  /** An import changed the account's role. */
  @EventFacts(code = AuditCode.ROLES_CHANGED)
  @Notice(
      kind = NotificationKind.ROLE_CHANGED,
      shows = {"to:new-role", "from:before"})
  record RoleChanged(AccountId account, String from, String to) implements AccountEvent {}

  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.ACCOUNT_DISABLED, shows = "reason")
  record Disabled(AccountId account, String by, String reason) implements AccountEvent {}

  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.ACCOUNT_DISABLED, shows = "reason")
  record Enabled(AccountId account, String by, String reason) implements AccountEvent {}

  /** The help desk or an admin ended all sessions and forgot all browsers. */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.SESSIONS_ENDED, shows = "by")
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
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.PASSWORD_CHANGED, isWritten = true)
  record PasswordChanged(AccountId account, @Nullable SignInId signIn, String way)
      implements AccountEvent {}

  record PasswordLinkSent(AccountId account) implements AccountEvent {}

  /** The owner chose codes by SMS after reading what their risk is. */
  @EventFacts(inHistory = true)
  record SmsRiskConfirmed(AccountId account, SignInId signIn) implements AccountEvent {}

  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.METHOD_CHANGED, isWritten = true)
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
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.PHONE_CHANGED, isWritten = true)
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
  @EventFacts(outcome = Outcome.REFUSED)
  record PhoneRefused(AccountId account, SignInId signIn, String phone) implements AccountEvent {}

  /**
   * An operator says that the SIM of the account's number changed lately, so no code went there.
   *
   * @param signIn the attempt or session that asked for the code
   * @param phone masked
   * @param at when it changed; null if that is not known
   */
  @EventFacts(outcome = Outcome.ALERT, inHistory = true)
  @Notice(kind = NotificationKind.SIM_CHANGED, isWritten = true)
  record SimChanged(AccountId account, SignInId signIn, String phone, @Nullable Instant at)
      implements AccountEvent {}

  /**
   * A new e-mail address.
   *
   * @param from the previous address, masked; empty if there was none
   * @param previous the previous address, which is notified too (rule 28); null if there was none.
   *     It is not recorded, so it is null in an event read from the audit log.
   */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.EMAIL_CHANGED, isWritten = true)
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
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.CHANGE_DELAYED, isWritten = true)
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
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.CHANGE_STOPPED, isWritten = true)
  record ChangeStopped(AccountId account, @Nullable SignInId signIn, String change, String reason)
      implements AccountEvent {}

  /**
   * Other ways to sign in were turned off or on again.
   *
   * @param off methods that are off now
   */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.METHOD_CHANGED, isWritten = true)
  record OtherWaysChanged(AccountId account, SignInId signIn, List<String> off)
      implements AccountEvent {}

  /**
   * A factor was linked: an app, a phone, a passkey.
   *
   * @param method its factor
   * @param name as its owner calls it
   */
  @EventFacts(inHistory = true)
  @Notice(
      kind = NotificationKind.DEVICE_LINKED,
      shows = {"name:device", "method:kind"})
  record DeviceLinked(AccountId account, SignInId signIn, String method, String name)
      implements AccountEvent {}

  /**
   * A linked factor was removed.
   *
   * @param signIn the session that removed it; null if the device removed itself
   */
  @EventFacts(inHistory = true)
  @Notice(
      kind = NotificationKind.DEVICE_UNLINKED,
      shows = {"name:device", "method:kind"})
  record DeviceUnlinked(AccountId account, @Nullable SignInId signIn, String method, String name)
      implements AccountEvent {}

  /** A sheet of recovery codes was generated, which invalidates the previous one. */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.RECOVERY_CODES_MADE)
  record RecoveryCodesMade(AccountId account, SignInId signIn) implements AccountEvent {}

  /**
   * A recovery code completed a sign-in or confirmed a change.
   *
   * @param left number of unused codes
   */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.RECOVERY_CODE_USED, shows = "left:codes-left")
  record RecoveryCodeUsed(AccountId account, SignInId signIn, int left) implements AccountEvent {}

  /**
   * An activation code was generated, which invalidates the previous one.
   *
   * @param by who generated it
   * @param reason null if none was asked for
   */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.ACTIVATION_CODE_MADE, shows = "by")
  record ActivationCodeMade(AccountId account, String by, @Nullable String reason)
      implements AccountEvent {}

  /** An activation code was voided before it was used. */
  @Notice(
      kind = NotificationKind.ACTIVATION_CODE_MADE,
      shows = {"by", "reason"})
  record ActivationCodeVoided(AccountId account, String by, String reason)
      implements AccountEvent {}

  /** An activation code was accepted as the second factor. */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.ACTIVATION_CODE_USED)
  record ActivationCodeUsed(AccountId account, SignInId signIn) implements AccountEvent {}

  /** A change was submitted that was not begun with a fresh second factor. */
  @EventFacts(outcome = Outcome.REFUSED, inHistory = true)
  @Notice(kind = NotificationKind.CHANGE_REFUSED, isWritten = true)
  record ChangeRefused(AccountId account, SignInId signIn, String change) implements AccountEvent {}

  /**
   * A reset of the second factor was requested.
   *
   * @param due when it takes effect, unless it is confirmed before or cancelled
   * @param phoneLost whether it also removes the mobile number
   */
  @EventFacts(inHistory = true)
  @Notice(to = Told.OWNER_AND_ADMINS, kind = NotificationKind.RESET_ASKED, isWritten = true)
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
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.RESET, isWritten = true)
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

  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.RESET, isWritten = true)
  record ResetCancelled(AccountId account, String by) implements AccountEvent {}

  /**
   * A name in entries of the archive without a number was confirmed to be the account's.
   *
   * @param name exact DICOM person name
   * @param studies how many studies it opened at that time
   */
  @Notice(
      kind = NotificationKind.NAME_CHANGED,
      shows = {"name", "by"})
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
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.DATA_EXPORTED, shows = "by")
  record DataExported(
      AccountId account, @Nullable SignInId signIn, @Nullable String by, @Nullable String reason)
      implements AccountEvent {}

  /**
   * The owner chose another language for pages and messages.
   *
   * @param from BCP 47 tag of the language before: that of the installation if none was known
   * @param to BCP 47 tag
   */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.LANGUAGE_CHANGED, isWritten = true)
  record LanguageChanged(AccountId account, SignInId signIn, String from, String to)
      implements AccountEvent {}

  /** The account was erased. Earlier events name it by its id alone from now on. */
  @Notice(to = Told.ADMINS, kind = NotificationKind.ERASURE_FOR_ADMINS, isWritten = true)
  record Erased(AccountId account, String by, String reason) implements AccountEvent {}

  /**
   * The account belongs to a person of a directory from now on, which has its password.
   *
   * @param by who links them: the directory, if the account was made for the person
   * @param reason of an admin who linked an account that was there already; otherwise null
   */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.PASSWORD_CHANGED, shows = "by", isWritten = true)
  record DirectoryLinked(AccountId account, String directory, String by, @Nullable String reason)
      implements AccountEvent {}

  /** The account no longer belongs to a directory, and has no password. */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.PASSWORD_CHANGED, shows = "by")
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
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.PASSWORD_CHANGED, shows = "by", isWritten = true)
  record IssuerLinked(
      AccountId account,
      @Nullable SignInId signIn,
      String issuer,
      String by,
      @Nullable String reason)
      implements AccountEvent {}

  /** The account no longer belongs to a person of an issuer. */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.PASSWORD_CHANGED, shows = "by")
  record IssuerUnlinked(
      AccountId account,
      @Nullable SignInId signIn,
      String issuer,
      String by,
      @Nullable String reason)
      implements AccountEvent {}

  /** An identity system may change and disable the account by SCIM from now on. */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.ACCOUNT_EDITED, shows = "by")
  record ScimGiven(AccountId account, String by, @Nullable String reason) implements AccountEvent {}

  /** The identity system has the account no longer. */
  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.ACCOUNT_EDITED, shows = "by")
  record ScimTakenBack(AccountId account, String by, @Nullable String reason)
      implements AccountEvent {}

  /** A confirmed name was withdrawn. */
  @Notice(
      kind = NotificationKind.NAME_CHANGED,
      shows = {"name", "by"})
  record NameWithdrawn(AccountId account, String by, @Nullable String reason, String name)
      implements AccountEvent {}
}

package org.sallyport.gate.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.ids.AccountId;

/**
 * An account, as read from its row.
 *
 * @param username in the account's own spelling; compared in the form of {@link Usernames#key}
 * @param language BCP 47 tag of the language for messages and pages; null if none is known
 * @param email the e-mail address; null if none
 * @param phone mobile number in E.164; null if none
 * @param method the second factor in use ("sms", "email", ...); null until one was chosen and used
 * @param emailFallbackUsedAt when the one-time e-mail fallback for SMS was used (rule 26)
 * @param passwordHash null until the activation link was used, and for accounts of a directory
 * @param disabledBy the source that disabled it last; null if a person did, or it is enabled
 * @param wrongCodes consecutive wrong codes (rule 12)
 * @param nextCodeAt no code is compared before this time (rule 18)
 * @param lockedAt when the fifth consecutive wrong code locked it; null if it is not locked
 * @param lockReference the lock's reference, which the owner gives the help desk, for example
 *     "L-2207"
 * @param linkedMethods methods with at least one linked device, for example an authenticator app
 * @param passwordChangeRequired whether the password was imported and is known to others, so that
 *     it must be changed at the first sign-in (rule 40)
 * @param disabledMethods methods that the owner disabled as other ways to sign in
 * @param emailCodesBlockedUntil codes by e-mail are not accepted at a sign-in before this time;
 *     null if they are accepted
 * @param smsCodesBlockedUntil the same for codes by SMS
 * @param directory the directory that has the password; null if the account has its own, or none
 *     yet
 */
public record Account(
    AccountId id,
    String username,
    String name,
    Role role,
    @Nullable String language,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String method,
    @Nullable Instant emailFallbackUsedAt,
    @Nullable String passwordHash,
    @Nullable Instant passwordChangedAt,
    @Nullable Instant disabledAt,
    @Nullable String disabledBy,
    int wrongCodes,
    @Nullable Instant nextCodeAt,
    @Nullable Instant lockedAt,
    @Nullable String lockReference,
    Set<String> linkedMethods,
    boolean passwordChangeRequired,
    Set<String> disabledMethods,
    @Nullable Instant emailCodesBlockedUntil,
    @Nullable Instant smsCodesBlockedUntil,
    @Nullable String directory) {

  /** Whether its owner can sign in with a password, the account's own or that of a directory. */
  public boolean isActivated() {
    return passwordHash != null || directory != null;
  }

  public boolean isLocked() {
    return lockedAt != null;
  }

  public boolean isDisabled() {
    return disabledAt != null;
  }

  /** Whether an actor may enable it: a source enables only what it disabled last itself. */
  public boolean isDisabledBy(Actor by) {
    return by.source() == null || by.source().equals(disabledBy);
  }

  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  /** Whether its role has rights over other accounts. */
  public boolean isStaff() {
    return role.rights().helps();
  }
}

package org.sallyport.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;

/**
 * An account as its row stood when it was read.
 *
 * @param username as the account spells it; compared in the form of {@link Usernames#key}
 * @param language BCP 47 tag of the language for messages and pages
 * @param email where mail goes; null if none
 * @param phone mobile number in E.164; null if none
 * @param method the second factor in use ("sms", "email", ...); null until one was chosen and
 *     answered
 * @param emailOnceAt when the one code by e-mail in place of an SMS was answered (rule 26)
 * @param passwordHash null until the activation link was used
 * @param wrongCodes consecutive wrong codes (rule 12)
 * @param nextCodeAt no code is compared before this moment (rule 18)
 * @param lockedAt when the fifth wrong code in a row locked it; null while open
 * @param lockReference what the owner tells the desk, for example "L-2207"
 * @param linked methods of which something is linked, for example an authenticator app
 * @param passwordGiven whether the password was imported by those who know it, and is to be changed
 *     at the first sign-in (rule 40)
 * @param waysOff methods that the owner turned off as other ways to sign in
 * @param emailCodeFrom no code by e-mail opens a sign-in before this moment; null if one does
 */
public record Account(
    AccountId id,
    String username,
    String name,
    Role role,
    String language,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String method,
    @Nullable Instant emailOnceAt,
    @Nullable String passwordHash,
    @Nullable Instant passwordChangedAt,
    @Nullable Instant disabledAt,
    int wrongCodes,
    @Nullable Instant nextCodeAt,
    @Nullable Instant lockedAt,
    @Nullable String lockReference,
    Set<String> linked,
    boolean passwordGiven,
    Set<String> waysOff,
    @Nullable Instant emailCodeFrom) {

  public boolean isLocked() {
    return lockedAt != null;
  }

  public boolean isDisabled() {
    return disabledAt != null;
  }

  public boolean isAdmin() {
    return role == Role.ADMIN;
  }
}

package org.sallyport.account.imports;

import org.sallyport.account.Account;
import org.sallyport.account.PhysicianNumber;
import org.sallyport.account.Role;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a file says of an account, checked. Null means: as it is.
 *
 * @param existing the account of that name, as it stood when the line was checked; null if it is to
 *     be made
 * @param password in clear, not yet hashed
 * @param passwordGiven whether others than its owner know the password, so that it is changed at
 *     the first sign-in (rule 40); null leaves it, and is as true for a new password
 */
public record AccountDraft(
    long line,
    @Nullable Account existing,
    String username,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String method,
    @Nullable Role role,
    @Nullable String language,
    @Nullable List<PhysicianNumber> numbers,
    @Nullable String password,
    @Nullable Boolean passwordGiven) {

  /** Whether a new password of the file is changed at the first sign-in. */
  public boolean newPasswordIsGiven() {
    return !Boolean.FALSE.equals(passwordGiven);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Draft[" + line + "]";
  }
}

package org.sallyport.gate.account.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.PhysicianNumber;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.ids.PatientNumber;

/**
 * The validated content of a line of a file; null leaves a value as it is.
 *
 * @param existing the account of that name when the line was checked; null if it is to be created
 * @param phone in E.164; empty if the present number is removed
 * @param numbers empty if all are removed, as for the patient's numbers and the groups
 * @param password in clear text, not yet hashed
 * @param passwordChangeRequired whether others than the owner know the password, so that it must be
 *     changed at the first sign-in (rule 40); null leaves the value, and means true for a new
 *     password
 * @param disabled whether the account is disabled afterwards
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
    @Nullable List<PatientNumber> patientNumbers,
    @Nullable List<ImportedGroups.Named> groups,
    @Nullable String password,
    @Nullable Boolean passwordChangeRequired,
    @Nullable Boolean disabled) {

  /** Whether a new password from the file must be changed at the first sign-in. */
  public boolean newPasswordIsGiven() {
    return !Boolean.FALSE.equals(passwordChangeRequired);
  }

  /**
   * The same after a change of role: the groups and numbers that the new role cannot have count as
   * removed where the line leaves them as they are.
   */
  public AccountDraft fittedToItsRole() {
    boolean inNoGroup = role != null && !role.mayBeInGroups();
    boolean noPatient = role != null && role != Role.PATIENT;
    return new AccountDraft(
        line,
        existing,
        username,
        name,
        email,
        phone,
        method,
        role,
        language,
        noneIf(role == Role.HELPDESK, numbers),
        noneIf(noPatient, patientNumbers),
        noneIf(inNoGroup, groups),
        password,
        passwordChangeRequired,
        disabled);
  }

  private static <T> @Nullable List<T> noneIf(boolean impossible, @Nullable List<T> values) {
    return values == null && impossible ? List.of() : values;
  }

  /** Omits the password. */
  @Override
  public String toString() {
    return "Draft[" + line + "]";
  }
}

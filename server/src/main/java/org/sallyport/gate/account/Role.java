package org.sallyport.gate.account;

import java.util.Locale;
import org.sallyport.platform.access.Rights;

/** The role of an account. */
public enum Role {
  PHYSICIAN,
  ADMIN,
  /** Helps other accounts to sign in; sees no studies. */
  HELPDESK,
  PATIENT;

  /** The role with this name in files and rows. */
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Its name in files and events. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its accounts can be in groups; in SQL, the function {@code may_be_in_groups}. */
  public boolean mayBeInGroups() {
    return switch (this) {
      case PHYSICIAN, ADMIN -> true;
      case HELPDESK, PATIENT -> false;
    };
  }

  /** What it may do to other accounts. */
  public Rights rights() {
    return switch (this) {
      case ADMIN -> Rights.ADMINISTRATION;
      case HELPDESK -> Rights.HELP_DESK;
      case PHYSICIAN, PATIENT -> Rights.NONE;
    };
  }
}

package org.sallyport.access;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;

/**
 * The admin or system user who acts on another person's account.
 *
 * @param account the admin's own account; null for a system user at the command line, who is not
 *     authenticated by a second factor
 * @param name as recorded in the audit log
 */
public record Actor(@Nullable AccountId account, String name) {

  /**
   * The actor as shown to the owner of an account: names of system users and machines appear in the
   * audit log only.
   *
   * @param by as recorded in the audit log
   */
  public static String forOwner(String by) {
    return by.endsWith(Origin.VIA_COMMAND_LINE) ? "the people who run the portal" : by;
  }
}

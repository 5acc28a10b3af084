package org.sallyport.access;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;

/**
 * Who acts on somebody else's account.
 *
 * @param account the admin's own account; null for a system user at the command line, who is known
 *     by no second factor
 * @param name as the audit log names them
 */
public record Actor(@Nullable AccountId account, String name) {

  /**
   * Who acted, as the owner of an account is told it: names of system users and machines are for
   * the audit log.
   *
   * @param by as the audit log names them
   */
  public static String forOwner(String by) {
    return by.endsWith(Origin.VIA_COMMAND_LINE) ? "the people who run the portal" : by;
  }
}

package org.sallyport.gate.account.groups;

import java.time.Instant;
import org.sallyport.platform.ids.AccountId;

/**
 * Somebody in a group who has not left it.
 *
 * @param admin whether they may confirm and remove members
 * @param until when the membership lapses; it gives access until then only
 * @param locked whether the account is locked; nobody confirms members then
 * @param disabled whether the account is disabled; nobody can confirm it then
 */
public record GroupMember(
    AccountId account,
    String username,
    String name,
    boolean admin,
    Instant until,
    boolean locked,
    boolean disabled) {

  /** Whether the membership gives access. */
  public boolean isInForce(Instant now) {
    return until.isAfter(now);
  }
}

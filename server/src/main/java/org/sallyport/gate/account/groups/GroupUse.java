package org.sallyport.gate.account.groups;

import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;

/** What the rest of the product does with groups. Asked and told within a change of a group. */
public interface GroupUse {
  /** Whether something is kept that names the group, which is then not deleted. */
  boolean isUsed(GroupId group);

  /** A membership of the account has ended, so what it and others had by it ends for good. */
  void left(AccountId account);
}

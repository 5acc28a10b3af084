package org.sallyport.connect.oidc.own;

import java.util.List;
import java.util.UUID;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;

/** Sign-ins to applications of another kind, which the owner sees and ends on the same page. */
public interface OtherSignIns {

  /** The applications to which an account is signed in, one row each. */
  List<OwnApplication> of(AccountId account);

  /**
   * Ends all sign-ins of the visitor's account to an application.
   *
   * @param id of its row
   * @return false if there is no such row of the account
   */
  boolean end(Visitor visitor, UUID id, Origin origin);
}

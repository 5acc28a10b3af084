package org.sallyport.gate.administration;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.accountrecovery.Invitation;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends activation links to the accounts of a file that have no password. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ImportInvitations {
  private final Activations activations;

  /**
   * Sends a link to each account that has no valid one yet.
   *
   * @param by who imported them, as named in the audit log
   * @return how many were sent
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int send(List<AccountId> accounts, String by, Origin origin) {
    int sent = 0;
    for (AccountId account : accounts) {
      if (!activations.isInvited(account)
          && activations.invite(account, by, origin) instanceof Invitation.Sent) {
        sent++;
      }
    }
    return sent;
  }
}

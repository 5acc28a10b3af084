package org.sallyport.portal.studies.publish;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.portal.studies.StudyAccess;
import org.springframework.stereotype.Component;

/**
 * Who may publish objects of a study: accounts with a role of the settings whom the archive itself
 * names. A share or a copy lets somebody see a study, not add to it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PublishRight {
  private final Accounts accounts;
  private final PublishProperties properties;

  /**
   * Whether an account may publish objects of a study.
   *
   * @param seen its access to the study at this moment
   */
  public boolean mayPublish(AccountId account, StudyAccess seen) {
    return seen.reasons().stream().anyMatch(reason -> reason.kind().isFromArchive())
        && accounts.find(account).map(Account::role).filter(properties::allows).isPresent();
  }
}

package org.sallyport.staff.admin.gate;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountOpened;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records which accounts admins and the help desk look at. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OpenedAccounts {
  private final DomainEvents events;

  /** Records that the page of an account was opened. */
  @Transactional
  public void record(Visitor by, AccountId account, Origin origin) {
    events.publish(new AccountOpened(by.username(), account), origin);
  }
}

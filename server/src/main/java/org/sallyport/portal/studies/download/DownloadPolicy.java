package org.sallyport.portal.studies.download;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;

/** Decides who may download studies. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DownloadPolicy {
  private final DownloadProperties properties;
  private final Accounts accounts;

  /** Whether the installation lets accounts of the visitor's role, or guests, download. */
  public boolean allows(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> allowsRole(visitor);
      case Guest _ -> properties.allowsGuests();
    };
  }

  private boolean allowsRole(Visitor visitor) {
    return accounts
        .find(visitor.account())
        .filter(account -> properties.allows(account.role()))
        .isPresent();
  }
}

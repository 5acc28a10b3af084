package org.sallyport.gate.session;

import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/**
 * Binds the address of a page, which a browser keeps, to the account in whose session it was open:
 * the next sign-in in that browser may be another person's.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PageOwners {
  private final SignIns signIns;
  private final KeyedHash hash;

  /**
   * The mark of a page, 43 characters of base64url.
   *
   * @param token of the session, which may have timed out
   * @return empty if the token is unknown
   */
  public Optional<String> mark(String token, String page) {
    return signIns
        .byToken(token)
        .map(visit -> hash.token(KeyPurpose.LANDING, visit.signIn().account().toString(), page));
  }

  /** Whether the page was marked in a session of that account. */
  public boolean isOf(AccountId account, String mark, String page) {
    return hash.isToken(mark, KeyPurpose.LANDING, account.toString(), page);
  }
}

package org.sallyport.platform.tables;

import java.util.Set;
import org.sallyport.platform.ids.AccountId;

/**
 * The person whose data are copied or erased.
 *
 * @param usernameKey the form of the username in comparisons
 * @param destinations their address and number; for an erasure, without those that another account
 *     has too
 */
public record DataSubject(
    AccountId account, String username, String usernameKey, Set<String> destinations) {

  /** Omits the values. */
  @Override
  public String toString() {
    return "DataSubject";
  }
}

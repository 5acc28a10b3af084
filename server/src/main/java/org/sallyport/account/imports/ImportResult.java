package org.sallyport.account.imports;

import java.util.List;
import org.sallyport.ids.AccountId;

/** What came of a file of accounts. */
public sealed interface ImportResult {

  /**
   * All of it is stored.
   *
   * @param unchanged accounts that were already as their line says
   * @param withoutPassword accounts of the file that nobody can sign in to before they are
   *     activated
   */
  record Stored(int made, int changed, int unchanged, List<AccountId> withoutPassword)
      implements ImportResult {}

  /** Nothing is stored. */
  record Refused(List<BadLine> lines) implements ImportResult {}
}

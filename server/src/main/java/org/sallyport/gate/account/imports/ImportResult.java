package org.sallyport.gate.account.imports;

import java.util.List;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.platform.ids.AccountId;

/** The result of an import. */
public sealed interface ImportResult {

  /**
   * The whole file is stored.
   *
   * @param unchanged the number of accounts that already matched their line
   * @param withoutPassword the accounts of the file that cannot sign in before they are activated
   */
  record Stored(int made, int changed, int unchanged, List<AccountId> withoutPassword)
      implements ImportResult {}

  /** Nothing is stored. */
  record BadLines(List<BadLine> lines) implements ImportResult, ImportPreview {}
}

package org.sallyport.gate.account.imports;

import java.util.List;
import org.sallyport.gate.account.imports.file.Column;

/**
 * Everything that an import changes.
 *
 * @param fingerprint a keyed hash of the file and of all values that change, before and after. It
 *     is another one as soon as the file or one of these values is.
 */
public record ImportPlan(List<PlannedAccount> accounts, String fingerprint)
    implements ImportPreview {

  public long count(PlannedAccount.Kind kind) {
    return accounts.stream().filter(it -> it.kind() == kind).count();
  }

  /** Whether it has a password for an account that exists. */
  public boolean hasPasswordOfExisting() {
    return accounts.stream()
        .anyMatch(it -> it.draft().existing() != null && it.changes(Column.PASSWORD));
  }
}

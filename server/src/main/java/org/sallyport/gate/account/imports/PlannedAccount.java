package org.sallyport.gate.account.imports;

import java.util.List;
import org.sallyport.gate.account.imports.file.Column;

/**
 * What an import does to one account.
 *
 * @param changes every value that changes, in the order of the columns; for a new account, every
 *     value that it gets
 */
public record PlannedAccount(AccountDraft draft, List<ValueChange> changes) {

  /** What happens to the account. */
  public enum Kind {
    MADE,
    CHANGED,
    UNCHANGED
  }

  public Kind kind() {
    if (draft.existing() == null) {
      return Kind.MADE;
    }
    return changes.isEmpty() ? Kind.UNCHANGED : Kind.CHANGED;
  }

  /** Whether the import changes this column. */
  boolean changes(Column column) {
    return changes.stream().anyMatch(it -> it.column().equals(column.header()));
  }
}

package org.sallyport.audit;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;

/** The installation itself (DICOM PS3.15 A.5.3.1). */
public sealed interface SystemEvent extends AuditEvent {

  record Started(String version) implements SystemEvent {}

  record Stopped() implements SystemEvent {}

  /**
   * A command that only shows something was run.
   *
   * @param shown the account that it shows; null if it shows them all, or none
   */
  record AccountsShown(String command, @Nullable AccountId shown) implements SystemEvent {}
}

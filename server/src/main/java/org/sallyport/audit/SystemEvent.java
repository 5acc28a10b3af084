package org.sallyport.audit;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;

/** The installation itself (DICOM PS3.15 A.5.3.1). */
public sealed interface SystemEvent extends AuditEvent {

  record Started(String version) implements SystemEvent {}

  record Stopped() implements SystemEvent {}

  /** A key was taken out of the key file: what stood on it has ended. */
  record KeyRetired(String key, String reason) implements SystemEvent {}

  /**
   * A command that only shows something was run.
   *
   * @param shown the account that it shows; null if it shows them all, or none
   */
  record AccountsShown(String command, @Nullable AccountId shown) implements SystemEvent {}

  /**
   * Four fifths of a limit were used within its window, or all of it.
   *
   * @param about what it concerns, for example "+324"; null for the whole installation
   * @param knownBrowsers whether it is the share of known browsers
   */
  record LimitReached(
      String limit, @Nullable String about, boolean knownBrowsers, int used, int most)
      implements SystemEvent {}

  /** From one address wrong codes came for so many accounts within an hour. */
  record CodesSprayed(String from, int accounts) implements SystemEvent {}
}

package org.sallyport.events;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;

/** Events of the installation (DICOM PS3.15 A.5.3.1). */
public sealed interface SystemEvent extends DomainEvent {

  /** A key was removed from the key file, which invalidates everything made with it. */
  record KeyRetired(String key, String reason) implements SystemEvent {}

  /**
   * A read-only command was run.
   *
   * @param shown the account that it shows; null if it shows all, or none
   */
  record AccountsShown(String command, @Nullable AccountId shown) implements SystemEvent {}

  /**
   * An administrator looked at what an account sees, or at who sees a study. No study was opened.
   *
   * @param examined the account; null for a look at a study
   * @param study null for a look at an account
   */
  record AccessExamined(String by, @Nullable AccountId examined, @Nullable StudyUid study)
      implements SystemEvent {}

  /**
   * An administrator sent a test message to their own address or number.
   *
   * @param channel "email" or "sms"
   */
  record TestMessageSent(String by, String channel) implements SystemEvent {}

  /**
   * Four fifths of a limit, or all of it, were used within its window.
   *
   * @param about what it concerns, for example "+324"; null for the whole installation
   * @param knownBrowsers whether it is the share of known browsers
   */
  record LimitReached(
      String limit, @Nullable String about, boolean knownBrowsers, int used, int most)
      implements SystemEvent {}

  /** Wrong codes for the given number of accounts came from one address within an hour. */
  record CodesSprayed(String from, int accounts) implements SystemEvent {}
}

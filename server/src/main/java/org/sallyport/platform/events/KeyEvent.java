package org.sallyport.platform.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.events.facts.Told;

/** Events of keys with which programs call. */
@EventArea(AuditCode.CONFIGURATION_CHANGED)
public sealed interface KeyEvent extends DomainEvent {

  /** The name of the key. */
  String key();

  /** An admin made a key. */
  @Notice(to = Told.ADMINS, kind = NotificationKind.KEY_FOR_ADMINS, isWritten = true)
  record Made(String key, String by, List<String> scopes, List<String> networks, Instant expiresAt)
      implements KeyEvent {}

  /** It got a new text and a new end. */
  @Notice(to = Told.ADMINS, kind = NotificationKind.KEY_FOR_ADMINS, isWritten = true)
  record Replaced(String key, String by, Instant expiresAt) implements KeyEvent {}

  /** An admin ended it. */
  @Notice(to = Told.ADMINS, kind = NotificationKind.KEY_FOR_ADMINS, isWritten = true)
  record Ended(String key, String by) implements KeyEvent {}

  /**
   * A program called with it.
   *
   * @param path without its query
   */
  @EventFacts(code = AuditCode.LOGIN)
  record Called(String key, String method, String path) implements KeyEvent {}

  /** A right key was refused; recorded once an hour for each. */
  @EventFacts(outcome = Outcome.ALERT, code = AuditCode.LOGIN)
  @Notice(to = Told.ADMINS, kind = NotificationKind.KEY_REFUSED_FOR_ADMINS, isWritten = true)
  record Refused(String key, Reason reason) implements KeyEvent {}

  /**
   * It would have changed so many accounts that none was changed.
   *
   * @param accounts how many, with those that it changed within the hour
   * @param all how many it could change
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(
      to = Told.ADMINS,
      kind = NotificationKind.DIRECTORY_STOPPED_FOR_ADMINS,
      text = "key-stopped",
      shows = {"key", "accounts"})
  record Stopped(String key, int accounts, int all) implements KeyEvent {}

  /** An admin lets a stopped key change that many accounts. */
  @Notice(
      to = Told.ADMINS,
      kind = NotificationKind.DIRECTORY_STOPPED_FOR_ADMINS,
      text = "key-let-through",
      shows = {"key", "accounts", "by"})
  record LetThrough(String key, int accounts, String by, @Nullable String reason)
      implements KeyEvent {}

  /** Why a right key is refused. */
  enum Reason {
    ENDED,
    EXPIRED,
    REPLACED,
    OTHER_NETWORK
  }
}

package org.sallyport.platform.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of keys with which programs call. */
public sealed interface KeyEvent extends DomainEvent {

  /** The name of the key. */
  String key();

  /** An admin made a key. */
  record Made(String key, String by, List<String> scopes, List<String> networks, Instant expiresAt)
      implements KeyEvent {}

  /** It got a new text and a new end. */
  record Replaced(String key, String by, Instant expiresAt) implements KeyEvent {}

  /** An admin ended it. */
  record Ended(String key, String by) implements KeyEvent {}

  /**
   * A program called with it.
   *
   * @param path without its query
   */
  record Called(String key, String method, String path) implements KeyEvent {}

  /** A right key was refused; recorded once an hour for each. */
  record Refused(String key, Reason reason) implements KeyEvent {}

  /**
   * It would have changed so many accounts that none was changed.
   *
   * @param accounts how many, with those that it changed within the hour
   * @param all how many it could change
   */
  record Stopped(String key, int accounts, int all) implements KeyEvent {}

  /** An admin lets a stopped key change that many accounts. */
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

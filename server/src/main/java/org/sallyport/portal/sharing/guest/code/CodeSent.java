package org.sallyport.portal.sharing.guest.code;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The result of asking for a code. */
public sealed interface CodeSent {

  /**
   * A code was sent.
   *
   * @param newSession the token of a new browser session; null if the browser has one already
   */
  record Sent(@Nullable String newSession) implements CodeSent {}

  /** One was sent a moment ago, or a limit is used up. */
  record NotBefore(Instant until) implements CodeSent {}

  /** No further code in this browser. */
  record NoMore() implements CodeSent {}

  /** The share is locked after five wrong codes. */
  record ShareLocked() implements CodeSent {}

  /** The link is not valid. */
  record LinkInvalid() implements CodeSent {}
}

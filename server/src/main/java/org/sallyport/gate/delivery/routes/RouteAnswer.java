package org.sallyport.gate.delivery.routes;

import org.jspecify.annotations.Nullable;

/**
 * What became of a message that was given to a route. The reasons are stored, as {@link
 * org.sallyport.gate.delivery.StoredText}, and read on pages.
 */
public sealed interface RouteAnswer {

  /**
   * The route accepted it.
   *
   * @param reference by which receipts name it; null if they use our id, or there are none
   */
  record Accepted(@Nullable String reference) implements RouteAnswer {}

  /** It is certain that nothing was sent: another route may take the message. */
  record NotSent(String reason, Cause cause) implements RouteAnswer {}

  /**
   * The route says that it did not accept the message, but not in a way that makes it certain. No
   * other route takes it.
   */
  record Refused(String reason) implements RouteAnswer {}

  /** It may or may not have been accepted. No other route takes it. */
  record Unclear() implements RouteAnswer {}

  /** Why a route did not take a message. */
  enum Cause {
    /** Something about this message; the next one may be taken. */
    MESSAGE,
    /** It does not take this message yet, and may take it later: greylisting, for example. */
    DEFERRED,
    /** It takes no messages at the moment; a later try may succeed. */
    UNAVAILABLE,
    /** It cannot be reached, or takes no messages of this installation. */
    ROUTE
  }

  /** Whether the answer speaks against the route, not only against the message. */
  default boolean isFaultOfRoute() {
    return switch (this) {
      case Accepted _ -> false;
      case NotSent notSent ->
          notSent.cause() == Cause.UNAVAILABLE || notSent.cause() == Cause.ROUTE;
      case Refused _ -> true;
      case Unclear() -> true;
    };
  }
}

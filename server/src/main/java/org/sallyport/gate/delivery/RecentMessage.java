package org.sallyport.gate.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.routes.ReceiptState;

/**
 * A message and how its delivery went; without its text.
 *
 * @param to the whole destination, which is shown masked only; null if its key was retired
 * @param failure of the last try, as text; null if there was none
 * @param endedAt null while it is on its way
 * @param route by which it left or was tried last; null if it had none yet
 * @param receipt what the route said of it after it had accepted it; null if it said nothing
 */
public record RecentMessage(
    Channel channel,
    @Nullable String to,
    State state,
    @Nullable String failure,
    int tries,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String route,
    @Nullable ReceiptState receipt) {

  /** Where a message is. */
  public enum State {
    WAITING,
    SENDING,
    SENT,
    FAILED,
    /** It may or may not have been sent, and is not sent again. */
    UNKNOWN,
    /** Not handed over any more, because nobody needs it: its code or link is void. */
    WITHDRAWN
  }

  /** Omits the destination. */
  @Override
  public String toString() {
    return "RecentMessage[" + channel + ", " + state + "]";
  }
}

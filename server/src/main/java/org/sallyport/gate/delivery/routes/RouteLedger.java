package org.sallyport.gate.delivery.routes;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.platform.ids.MessageId;

/** What is stored of routes and of the messages that they take. */
public interface RouteLedger {

  /**
   * Notes that a message is about to be given to a route.
   *
   * @param before how many routes did not take it
   * @param country of its destination, as a label of metrics
   * @param cost what it costs there; null if that is not known
   * @return false if the message is no longer this node's to send, was withdrawn, or another route
   *     may have accepted it; then it must not be sent
   */
  boolean handingTo(
      MessageId id, String route, int before, String country, @Nullable BigDecimal cost);

  /** Whether a message was withdrawn while it is handed over. */
  boolean isWithdrawn(MessageId id);

  /** The route that may have accepted a message in an earlier try; empty if none may. */
  Optional<String> holder(MessageId id);

  /** Notes that a route to which a message was given has certainly not accepted it. */
  void notSent(MessageId id, String route);

  /** Notes by which reference the receipts of a route name a message. */
  void accepted(MessageId id, @Nullable String reference);

  /**
   * Notes that a route is passed over for now.
   *
   * @return whether that was not known, on any node
   */
  boolean failing(Channel channel, String route, String reason);

  /** Notes that a route takes messages again. */
  void working(Channel channel, String route);
}

package org.sallyport.gate.delivery.routes;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.platform.ids.MessageId;

/** One way on which messages of a channel leave. */
public interface Route {
  /** The label of destinations that have no country. */
  String NO_COUNTRY = "none";

  Channel channel();

  RouteTerms terms();

  /**
   * How closely the route is meant for a destination.
   *
   * @return negative if it takes no messages there; 0 if it takes all; more, the more closely its
   *     settings name the destination
   */
  int closeness(String destination);

  /**
   * The country of a destination as a label of metrics, for example "BE"; {@link #NO_COUNTRY} for
   * mails.
   */
  String country(String destination);

  /** What a message costs on this route; null if no price is set. */
  @Nullable BigDecimal cost(Message message);

  /**
   * Hands one message over, once. Blocks for some seconds at most.
   *
   * @param id the same each time the message is handed over
   */
  RouteAnswer send(MessageId id, Message message);
}

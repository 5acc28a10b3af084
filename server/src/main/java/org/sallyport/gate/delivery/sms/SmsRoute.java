package org.sallyport.gate.delivery.sms;

import java.math.BigDecimal;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.routes.Route;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteTerms;
import org.sallyport.gate.delivery.sms.text.Segments;
import org.sallyport.platform.ids.MessageId;

/** A route of SMS or of calls: its terms and destinations, and what sends. */
record SmsRoute(
    Channel channel,
    RouteTerms terms,
    SmsDestinations destinations,
    BiFunction<MessageId, Message, RouteAnswer> sender)
    implements Route {
  /** Of the segments that are only counted. */
  private static final byte NO_REFERENCE = 0;

  @Override
  public int closeness(String destination) {
    return destinations.closeness(destination);
  }

  @Override
  public String country(String destination) {
    return SmsDestinations.country(destination);
  }

  /** Of an SMS each segment is paid, of a call the call. */
  @Override
  public @Nullable BigDecimal cost(Message message) {
    BigDecimal price = terms.price();
    return price == null || channel == Channel.VOICE
        ? price
        : price.multiply(
            BigDecimal.valueOf(Segments.of(message.text(), NO_REFERENCE).parts().size()));
  }

  @Override
  public RouteAnswer send(MessageId id, Message message) {
    return sender.apply(id, message);
  }
}

package org.sallyport.gate.delivery.sms.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.platform.http.NotSent;
import org.sallyport.platform.ids.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages through a gateway, and says what its answers mean. That nothing was sent is
 * certain if there was no connection, and after the statuses by which HTTP says that the request
 * was not carried out (RFC 9110, sections 15.5 and 15.6): those of the client's errors, 501, 503
 * and 505. 409 may mean that the gateway has the message already. After 502 and 504 it may have
 * been sent: they come from something in front of the gateway.
 */
public final class HttpAnswers implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpAnswers.class);

  private final String route;
  private final HttpGateway gateway;
  private final boolean isRetried;
  private final Function<MessageId, String> receipts;

  /**
   * Creates a sender.
   *
   * @param isRetried whether a connection that failed is tried once more
   * @param receipts where the gateway reports what becomes of a message
   */
  public HttpAnswers(
      String route,
      GatewaySettings settings,
      boolean isRetried,
      Function<MessageId, String> receipts) {
    this.route = route;
    this.gateway = new HttpGateway(settings);
    this.isRetried = isRetried;
    this.receipts = receipts;
  }

  @Override
  public void close() {
    gateway.close();
  }

  /** Hands one message over, once. */
  public RouteAnswer send(MessageId id, Message message) {
    try {
      return once(id, message);
    } catch (NotSent first) {
      return isRetried ? again(id, message) : notReached(message);
    }
  }

  private RouteAnswer again(MessageId id, Message message) {
    try {
      return once(id, message);
    } catch (NotSent second) {
      return notReached(message);
    }
  }

  private static RouteAnswer notReached(Message message) {
    return new RouteAnswer.NotSent(words(message, "not-reached"), Cause.ROUTE);
  }

  /** A sentence about the gateway for SMS, or for calls. */
  private static String words(Message message, String name, Object... arguments) {
    boolean isCall = message.channel() == Channel.VOICE;
    return StoredText.of((isCall ? "delivery.voice." : "delivery.sms.") + name, arguments);
  }

  private RouteAnswer once(MessageId id, Message message) throws NotSent {
    try {
      return answer(message, gateway.send(id, message, receipts.apply(id)));
    } catch (NotSent e) {
      LOG.warn("route {}: no connection: {}", route, nameOf(e.getCause()));
      throw e;
    } catch (IOException e) {
      LOG.warn("route {}: no answer: {}", route, e.getClass().getSimpleName());
      return new RouteAnswer.Unclear();
    }
  }

  /** The reply's text is kept out of logs and pages: it tends to repeat the number. */
  private RouteAnswer answer(Message message, HttpGateway.Reply reply) {
    int status = reply.status();
    if (status >= 200 && status < 300) {
      return ofSuccess(message, reply);
    }
    LOG.warn("route {}: refused a message: {}", route, status);
    String reason = words(message, "refused", status);
    return switch (status) {
      case 401, 402, 403, 407, 501, 503, 505 -> new RouteAnswer.NotSent(reason, Cause.ROUTE);
      case 429 -> new RouteAnswer.NotSent(words(message, "too-many"), Cause.UNAVAILABLE);
      case 409 -> new RouteAnswer.Refused(reason);
      case 502, 504 -> new RouteAnswer.Unclear();
      default ->
          status >= 400 && status < 500
              ? new RouteAnswer.NotSent(reason, Cause.MESSAGE)
              : new RouteAnswer.Refused(reason);
    };
  }

  private RouteAnswer ofSuccess(Message message, HttpGateway.Reply reply) {
    if (reply.accepted() && !reply.refused()) {
      return new RouteAnswer.Accepted(null);
    }
    LOG.warn("route {}: the answer does not say that the message was accepted", route);
    String reason = words(message, "not-accepted");
    return reply.refused()
        ? new RouteAnswer.NotSent(reason, Cause.MESSAGE)
        : new RouteAnswer.Refused(reason);
  }

  private static String nameOf(@Nullable Throwable cause) {
    return cause == null ? "?" : cause.getClass().getSimpleName();
  }
}

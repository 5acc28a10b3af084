package org.sallyport.gate.delivery.sms.smpp;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.gate.delivery.sms.text.Segments;
import org.sallyport.platform.ids.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to an SMS centre (submit_sm). That nothing was sent is certain if there was no
 * session, and if the centre answered with an error. Of a message of several segments it is unclear
 * as soon as one was given to the centre.
 */
public final class SmppSender implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppSender.class);

  private static final byte WITH_HEADER = 0x40;

  /** The errors that speak of the moment (SMPP 3.4, section 5.1.3). */
  private static final int QUEUE_FULL = 0x14;

  private static final int THROTTLED = 0x58;

  /** Errors of the destination: its address and the numbering of it. */
  private static final int INVALID_DESTINATION = 0x0b;

  private static final int INVALID_DESTINATION_TYPE = 0x50;
  private static final int INVALID_DESTINATION_PLAN = 0x51;

  private final String route;
  private final SmppProperties properties;
  private final SmppLink link;
  private final Semaphore window;
  private final AtomicInteger references = new AtomicInteger();

  /** Creates a sender; {@link #start} opens its connection. */
  public SmppSender(String route, SmppProperties properties, RouteReceipts receipts) {
    this.route = route;
    this.properties = properties;
    this.window = new Semaphore(properties.window(), true);
    this.link =
        new SmppLink(
            route, properties, new SmppReceipts(route, properties.decimalReceipts(), receipts));
  }

  /** Begins to keep the connection open. */
  public void start() {
    link.start();
  }

  /** Hands one message over, once. */
  public RouteAnswer send(MessageId id, Message message) {
    if (!takeWindow()) {
      return new RouteAnswer.NotSent(StoredText.of("delivery.sms.too-many"), Cause.UNAVAILABLE);
    }
    try {
      return inWindow(link.bound(), message);
    } catch (IOException e) {
      LOG.warn("route {}: no session: {}", route, e.getClass().getSimpleName());
      return new RouteAnswer.NotSent(StoredText.of("delivery.sms.not-reached"), Cause.ROUTE);
    } finally {
      window.release();
    }
  }

  private boolean takeWindow() {
    try {
      return window.tryAcquire(properties.timeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RouteAnswer inWindow(SMPPSession session, Message message) {
    Segments segments = Segments.of(message.text(), (byte) references.incrementAndGet());
    RouteAnswer first = submit(session, message.to(), segments, 0);
    if (!segments.areSeveral() || !(first instanceof RouteAnswer.Accepted)) {
      return first;
    }
    for (int i = 1; i < segments.parts().size(); i++) {
      if (!(submit(session, message.to(), segments, i) instanceof RouteAnswer.Accepted)) {
        return new RouteAnswer.Unclear();
      }
    }
    return first;
  }

  private RouteAnswer submit(SMPPSession session, String to, Segments segments, int number) {
    try {
      return new RouteAnswer.Accepted(id(session, to, segments, number));
    } catch (NegativeResponseException e) {
      return refused(e.getCommandStatus());
    } catch (PDUException e) {
      LOG.warn("route {}: a message cannot be written: {}", route, e.getClass().getSimpleName());
      return new RouteAnswer.NotSent(StoredText.of("delivery.sms.not-accepted"), Cause.MESSAGE);
    } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
      LOG.warn("route {}: no answer: {}", route, e.getClass().getSimpleName());
      return new RouteAnswer.Unclear();
    }
  }

  private RouteAnswer refused(int status) {
    String code = String.format(Locale.ROOT, "0x%08X", status);
    LOG.warn("route {}: refused a message: {}", route, code);
    return switch (status) {
      case QUEUE_FULL, THROTTLED ->
          new RouteAnswer.NotSent(StoredText.of("delivery.sms.too-many"), Cause.UNAVAILABLE);
      case INVALID_DESTINATION, INVALID_DESTINATION_TYPE, INVALID_DESTINATION_PLAN ->
          new RouteAnswer.NotSent(StoredText.of("delivery.sms.refused", code), Cause.MESSAGE);
      default -> new RouteAnswer.NotSent(StoredText.of("delivery.sms.refused", code), Cause.ROUTE);
    };
  }

  private String id(SMPPSession session, String to, Segments segments, int number)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    String from = properties.sender();
    return session
        .submitShortMessage(
            "",
            senderType(from),
            from.startsWith("+") ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN,
            from.replace("+", ""),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            to.substring(1),
            new ESMClass(segments.areSeveral() ? WITH_HEADER : 0),
            (byte) 0,
            (byte) 1,
            null,
            period(properties.validity()),
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
            (byte) 0,
            new RawDataCoding(segments.coding()),
            (byte) 0,
            segments.parts().get(number))
        .getMessageId();
  }

  private static TypeOfNumber senderType(String from) {
    if (from.isEmpty()) {
      return TypeOfNumber.UNKNOWN;
    }
    if (from.startsWith("+")) {
      return TypeOfNumber.INTERNATIONAL;
    }
    return from.chars().allMatch(Character::isDigit)
        ? TypeOfNumber.NETWORK_SPECIFIC
        : TypeOfNumber.ALPHANUMERIC;
  }

  /** A relative time (SMPP 3.4, section 7.1.1): YYMMDDhhmmss000R. */
  static String period(Duration duration) {
    return String.format(
        Locale.ROOT,
        "000000%02d%02d%02d000R",
        duration.toHoursPart(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }

  @Override
  public void close() {
    link.close();
  }
}

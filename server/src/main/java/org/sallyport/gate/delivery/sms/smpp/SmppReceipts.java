package org.sallyport.gate.delivery.sms.smpp;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.OptionalParameter.Message_state;
import org.jsmpp.bean.OptionalParameter.Receipted_message_id;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.sallyport.gate.delivery.routes.RouteReceipt;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.gate.delivery.sms.text.ReceiptWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes delivery receipts (SMPP 3.4, section 5.2.12 and appendix B). Their text is not kept: only
 * the state is. Messages that people send here are dropped.
 */
@RequiredArgsConstructor
final class SmppReceipts implements MessageReceiverListener {
  private static final Logger LOG = LoggerFactory.getLogger(SmppReceipts.class);

  /** ESME_RSYSERR. */
  private static final int SYSTEM_ERROR = 0x08;

  private final String route;
  private final boolean isDecimal;
  private final RouteReceipts receipts;

  @Override
  public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
    if (!message.isSmscDeliveryReceipt() && !message.isIntermediateDeliveryNotification()) {
      return;
    }
    try {
      of(message).ifPresent(receipts::take);
    } catch (InvalidDeliveryReceiptException | RuntimeException e) {
      LOG.warn("route {}: a receipt cannot be read: {}", route, e.getClass().getSimpleName());
    }
  }

  private Optional<RouteReceipt> of(DeliverSm message) throws InvalidDeliveryReceiptException {
    Receipted_message_id id = message.getOptionalParameter(Receipted_message_id.class);
    Message_state state = message.getOptionalParameter(Message_state.class);
    if (id != null && state != null) {
      return receipt(id.getValueAsString(), state.getMessageState().name());
    }
    DeliveryReceipt read = message.getShortMessageAsDeliveryReceipt();
    DeliveryReceiptState last = read.getFinalStatus();
    return last == null || read.getId() == null
        ? Optional.empty()
        : receipt(read.getId(), last.name());
  }

  private Optional<RouteReceipt> receipt(String id, String state) {
    String reference = isDecimal ? hexadecimal(id) : id.strip();
    return ReceiptWords.state(state).map(it -> new RouteReceipt(route, reference, it));
  }

  private static String hexadecimal(String decimal) {
    return Long.toHexString(Long.parseUnsignedLong(decimal.strip()));
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification notification) {
    // A phone is reachable again; the centre delivers what waits for it.
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source)
      throws ProcessRequestException {
    throw new ProcessRequestException("data_sm is not taken", SYSTEM_ERROR);
  }
}

package org.sallyport.gate.delivery.mail.bounces;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.routes.ReceiptState;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.platform.ids.MessageId;
import org.springframework.dao.DataAccessException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/**
 * One mail to the address of reports. A report has no sender (RFC 3464 section 2), so whatever we
 * answer makes nobody write to anybody. A mail with a sender is taken and forgotten: if it were
 * refused, the mail server in front would write to that sender, who may be anybody.
 */
final class BounceHandler implements MessageHandler {
  /** A report quotes only the header of its mail; the rest of longer ones is not kept. */
  private static final int MAX_BYTES = 128 << 10;

  private static final int NOT_FOUND = 550;
  private static final int ONE_ONLY = 452;
  private static final int TOO_LONG = 552;
  private static final int LATER = 451;

  private final ReturnPaths paths;
  private final RouteReceipts receipts;
  private boolean isReport;
  private @Nullable MessageId message;

  BounceHandler(ReturnPaths paths, RouteReceipts receipts) {
    this.paths = paths;
    this.receipts = receipts;
  }

  @Override
  public void from(String from) {
    isReport = from.isEmpty();
    message = null;
  }

  /** Refuses an address without a proof before anything of the mail is sent. */
  @Override
  public void recipient(String recipient) throws RejectException {
    if (!paths.isOurs(recipient)) {
      throw new RejectException(NOT_FOUND, "5.7.1 nothing is relayed");
    }
    if (!isReport) {
      return;
    }
    if (message != null) {
      throw new RejectException(ONE_ONLY, "4.5.3 one recipient");
    }
    Optional<MessageId> found = paths.messageOf(recipient);
    if (found.isEmpty()) {
      throw new RejectException(NOT_FOUND, "5.1.1 no such mailbox");
    }
    message = found.get();
  }

  @Override
  public @Nullable String data(InputStream data) throws RejectException, IOException {
    byte[] mail = data.readNBytes(MAX_BYTES + 1);
    data.transferTo(OutputStream.nullOutputStream());
    MessageId of = message;
    if (!isReport || of == null) {
      return null;
    }
    if (mail.length > MAX_BYTES) {
      throw new RejectException(TOO_LONG, "5.3.4 too long");
    }
    Optional<ReceiptState> state = DeliveryReport.state(mail);
    try {
      state.ifPresent(it -> receipts.take(of, Channel.EMAIL, it));
    } catch (DataAccessException e) {
      throw new RejectException(LATER, "4.3.0 try again");
    }
    return null;
  }

  @Override
  public void done() {}
}

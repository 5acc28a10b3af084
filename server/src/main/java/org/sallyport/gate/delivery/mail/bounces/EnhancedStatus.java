package org.sallyport.gate.delivery.mail.bounces;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.gate.delivery.routes.ReceiptState;

/** Why a mail was not delivered, by its enhanced status code (RFC 3463, and RFC 7372 for 7.x). */
final class EnhancedStatus {
  private static final Pattern CODE = Pattern.compile("([245])\\.([0-9]{1,3})\\.([0-9]{1,3})");
  private static final String PERMANENT = "5";

  private EnhancedStatus() {}

  /** The state of a mail that failed; a code that is not known, or none, is a rejection. */
  static ReceiptState failure(String code) {
    Matcher parts = CODE.matcher(code);
    if (!parts.matches()) {
      return ReceiptState.REJECTED;
    }
    int detail = Integer.parseInt(parts.group(3));
    return switch (Integer.parseInt(parts.group(2))) {
      case 1 -> address(detail);
      case 2 -> mailbox(detail);
      case 4 -> network(detail, parts.group(1).equals(PERMANENT));
      default -> ReceiptState.REJECTED;
    };
  }

  /** X.1.2 and X.1.10: the domain takes no mail; X.1.7 and X.1.8: the sender's address. */
  private static ReceiptState address(int detail) {
    return switch (detail) {
      case 2, 10 -> ReceiptState.UNDELIVERABLE;
      case 7, 8, 9 -> ReceiptState.REJECTED;
      default -> ReceiptState.NO_MAILBOX;
    };
  }

  private static ReceiptState mailbox(int detail) {
    return switch (detail) {
      case 1 -> ReceiptState.NO_MAILBOX;
      case 2 -> ReceiptState.MAILBOX_FULL;
      default -> ReceiptState.REJECTED;
    };
  }

  /**
   * X.4.4 and X.4.6: there is no way to the domain; 5.4.x: an answer, as Exchange Online's 5.4.1 to
   * a receiver that it does not know; otherwise it was tried until the end.
   */
  private static ReceiptState network(int detail, boolean isPermanent) {
    return switch (detail) {
      case 4, 6 -> ReceiptState.UNDELIVERABLE;
      default -> isPermanent && detail == 1 ? ReceiptState.REJECTED : ReceiptState.EXPIRED;
    };
  }
}

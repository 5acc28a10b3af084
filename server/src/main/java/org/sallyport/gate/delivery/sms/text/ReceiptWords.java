package org.sallyport.gate.delivery.sms.text;

import java.util.Locale;
import java.util.Optional;
import org.sallyport.gate.delivery.routes.ReceiptState;

/** The words by which centres and gateways say what became of a message. */
public final class ReceiptWords {
  private ReceiptWords() {}

  /**
   * The state that a word means: of SMPP 3.4 (section 5.2.28 and appendix B), of Twilio, Infobip
   * and MessageBird; and of calls those of Twilio (CallStatus) and Vonage (status).
   *
   * @return empty if the word says no more than that the message was accepted, or is not known
   */
  public static Optional<ReceiptState> state(String word) {
    return switch (word.strip().toUpperCase(Locale.ROOT)) {
      case "DELIVRD", "DELIVERED", "READ", "IN-PROGRESS", "ANSWERED", "COMPLETED" ->
          Optional.of(ReceiptState.DELIVERED);
      case "ENROUTE", "BUFFERED" -> Optional.of(ReceiptState.DELAYED);
      case "EXPIRED" -> Optional.of(ReceiptState.EXPIRED);
      case "REJECTD", "REJECTED" -> Optional.of(ReceiptState.REFUSED);
      case "UNDELIV", "UNDELIVERABLE", "UNDELIVERED", "DELETED", "FAILED", "DELIVERY_FAILED" ->
          Optional.of(ReceiptState.UNDELIVERABLE);
      case "NO-ANSWER", "UNANSWERED", "TIMEOUT", "CANCELED", "CANCELLED" ->
          Optional.of(ReceiptState.NO_ANSWER);
      case "BUSY" -> Optional.of(ReceiptState.BUSY);
      default -> Optional.empty();
    };
  }

  /** The same of the numbers of Kannel's reports (%d in its dlr-url). */
  public static Optional<ReceiptState> kannel(String number) {
    return switch (number.strip()) {
      case "1" -> Optional.of(ReceiptState.DELIVERED);
      case "2" -> Optional.of(ReceiptState.UNDELIVERABLE);
      case "4" -> Optional.of(ReceiptState.DELAYED);
      case "16" -> Optional.of(ReceiptState.REFUSED);
      default -> Optional.empty();
    };
  }
}

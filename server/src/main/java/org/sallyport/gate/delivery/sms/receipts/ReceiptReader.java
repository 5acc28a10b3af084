package org.sallyport.gate.delivery.sms.receipts;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.routes.ReceiptState;
import org.sallyport.gate.delivery.sms.text.ReceiptWords;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the state in a report: {@code MessageStatus} (Twilio), {@code status} (MessageBird and own
 * templates), {@code dlr} (Kannel), or the group of the status in JSON (Infobip).
 */
final class ReceiptReader {
  private static final int MAX_BYTES = 16 << 10;
  private static final JsonMapper JSON = new JsonMapper();

  private ReceiptReader() {}

  static Optional<ReceiptState> read(HttpServletRequest request) throws IOException {
    String kannel = request.getParameter("dlr");
    if (kannel != null) {
      return ReceiptWords.kannel(kannel);
    }
    String word = word(request);
    return word == null ? Optional.empty() : ReceiptWords.state(word);
  }

  private static @Nullable String word(HttpServletRequest request) throws IOException {
    String twilio = request.getParameter("MessageStatus");
    if (twilio != null) {
      return twilio;
    }
    String status = request.getParameter("status");
    return status == null ? ofJson(request) : status;
  }

  private static @Nullable String ofJson(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null || !type.startsWith("application/json")) {
      return null;
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES);
    try {
      return JSON.readTree(body).at("/results/0/status/groupName").asString("");
    } catch (JacksonException e) {
      return null;
    }
  }
}

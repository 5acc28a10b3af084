package org.sallyport.gate.delivery.sms.receipts;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.routes.ReceiptState;
import org.sallyport.gate.delivery.sms.text.ReceiptWords;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the state in a report: {@code MessageStatus} or, of a call, {@code CallStatus} (Twilio),
 * {@code status} (MessageBird and own templates), {@code dlr} (Kannel), or in JSON the group of the
 * status (Infobip) or {@code status} (Vonage).
 */
final class ReceiptReader {
  private static final List<String> WORDS = List.of("MessageStatus", "CallStatus", "status");
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
    for (String name : WORDS) {
      String word = request.getParameter(name);
      if (word != null) {
        return word;
      }
    }
    return ofJson(request);
  }

  private static @Nullable String ofJson(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null || !type.startsWith("application/json")) {
      return null;
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES);
    try {
      JsonNode report = JSON.readTree(body);
      JsonNode group = report.at("/results/0/status/groupName");
      return (group.isMissingNode() ? report.at("/status") : group).asString("");
    } catch (JacksonException e) {
      return null;
    }
  }
}

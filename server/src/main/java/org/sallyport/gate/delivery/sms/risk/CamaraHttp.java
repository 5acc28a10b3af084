package org.sallyport.gate.delivery.sms.risk;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.sallyport.platform.http.HttpAnswer;
import org.sallyport.platform.http.OutgoingHttp;

/**
 * Posts to the service. What is sent has a number or a secret, so no exception has it in its text.
 */
final class CamaraHttp implements AutoCloseable {
  private static final int MAX_BYTES = 64 << 10;

  private final OutgoingHttp http;
  private final Duration timeout;

  CamaraHttp(Duration timeout) {
    this.timeout = timeout;
    this.http = OutgoingHttp.within(timeout).maxBytes(MAX_BYTES).build();
  }

  /** The longest wait for one answer. */
  Duration timeout() {
    return timeout;
  }

  /**
   * An answer.
   *
   * @param body empty if it is no object of JSON
   */
  record Answer(int status, Map<String, Object> body) {
    /** Omits the body, which may have a token. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /**
   * Posts a body.
   *
   * @throws IOException if there is no answer in time
   */
  Answer post(URI to, String contentType, String authorization, String body) throws IOException {
    HttpAnswer answer =
        http.post(
            to,
            Map.of(
                "Content-Type", contentType,
                "Accept", "application/json",
                "Authorization", authorization),
            body.getBytes(StandardCharsets.UTF_8));
    if (answer.isCut()) {
      throw new IOException("the answer is too long");
    }
    return new Answer(answer.status(), object(answer.text()));
  }

  private static Map<String, Object> object(String body) {
    try {
      Map<String, Object> parsed = JSONObjectUtils.parse(body);
      return parsed == null ? Map.of() : parsed; // the parser returns null for "null"
    } catch (ParseException e) {
      return Map.of();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}

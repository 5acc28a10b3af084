package org.sallyport.gate.delivery.sms.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.sallyport.gate.delivery.Message;
import org.sallyport.platform.http.HttpAnswer;
import org.sallyport.platform.http.NotSent;
import org.sallyport.platform.http.OutgoingHttp;
import org.sallyport.platform.ids.MessageId;

/** Sends one request to the gateway. Connecting and answering may each take the timeout. */
public final class HttpGateway implements Closeable {
  private static final int MAX_RESPONSE_BYTES = 64 << 10;

  private final GatewaySettings settings;
  private final OutgoingHttp http;

  public HttpGateway(GatewaySettings settings) {
    this.settings = settings;
    this.http =
        OutgoingHttp.within(settings.timeout())
            .deadline(settings.timeout().multipliedBy(2))
            .maxBytes(MAX_RESPONSE_BYTES)
            .build();
  }

  /**
   * The gateway's reply.
   *
   * @param accepted false if its body lacks what says that the message was accepted
   * @param refused whether its body says that the message was not accepted
   */
  public record Reply(int status, boolean accepted, boolean refused) {}

  /**
   * Sends one message, and reads the reply.
   *
   * @param receipts where the gateway reports what becomes of the message; empty for nowhere
   * @throws NotSent if nothing was sent
   * @throws IOException if there was no reply
   */
  public Reply send(MessageId id, Message message, String receipts) throws IOException {
    String content = settings.template().fill(id, message, receipts);
    return reply(settings.get() ? get(content) : post(content));
  }

  private Reply reply(HttpAnswer answer) {
    Pattern accepted = settings.accepted();
    Pattern refused = settings.refused();
    String body = answer.text();
    return new Reply(
        answer.status(),
        accepted == null || accepted.matcher(body).find(),
        refused != null && refused.matcher(body).find());
  }

  private HttpAnswer get(String query) throws IOException {
    String url = settings.url().toString();
    return http.get(
        URI.create(url + (url.contains("?") ? "&" : "?") + query), settings.headers().of(""));
  }

  private HttpAnswer post(String content) throws IOException {
    Map<String, String> headers = new HashMap<>(settings.headers().of(content));
    headers.put("Content-Type", settings.contentType());
    return http.post(settings.url(), headers, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    http.close();
  }
}

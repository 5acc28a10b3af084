package org.sallyport.gate.delivery.sms;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Message;
import org.sallyport.platform.ids.MessageId;

/**
 * Sends one POST to the gateway, on a new connection: on a reused one that the gateway had already
 * closed, it would be unclear whether the message was sent. Redirects are not followed.
 */
final class SmsGateway {
  private static final int MAX_RESPONSE_BYTES = 64 << 10;

  private final SmsProperties properties;
  private final SmsTemplate body;
  private final @Nullable String authorization;
  private final @Nullable Pattern accepted;

  SmsGateway(SmsProperties properties) {
    this.properties = properties;
    this.body = properties.body();
    this.authorization = authorization(properties);
    this.accepted = properties.compiledSuccessPattern();
  }

  /**
   * The gateway's reply.
   *
   * @param accepted false if its body does not match {@code sallyport.sms.http.success-pattern}
   */
  record Reply(int status, boolean accepted) {}

  Reply post(URI to, MessageId id, Message message) throws IOException, InterruptedException {
    HttpClient client = newClient();
    try {
      HttpResponse<InputStream> answer =
          client.send(request(to, id, message), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream said = answer.body()) {
        return new Reply(answer.statusCode(), accepted == null || says(client, said, accepted));
      }
    } finally {
      client.shutdownNow();
    }
  }

  private HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(properties.timeout())
        .build();
  }

  /** Whether the pattern is found; a body that does not end in time counts as no reply. */
  private boolean says(HttpClient client, InputStream body, Pattern wanted) throws IOException {
    Thread watch = Thread.ofVirtual().start(() -> shutDownAfterTimeout(client));
    try {
      byte[] read = body.readNBytes(MAX_RESPONSE_BYTES);
      return wanted.matcher(new String(read, StandardCharsets.UTF_8)).find();
    } finally {
      watch.interrupt();
    }
  }

  private void shutDownAfterTimeout(HttpClient client) {
    try {
      Thread.sleep(properties.timeout());
      client.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(URI to, MessageId id, Message message) {
    String content = body.fill(id, message);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(properties.timeout())
            .header("Content-Type", properties.contentType())
            .POST(HttpRequest.BodyPublishers.ofString(content, StandardCharsets.UTF_8));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  private static @Nullable String authorization(SmsProperties properties) {
    if (properties.token() != null) {
      return "Bearer " + properties.token();
    }
    if (properties.username() == null) {
      return null;
    }
    String both = properties.username() + ":" + properties.password();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}

package org.sallyport.gate.delivery.sms;

import java.io.Closeable;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Message;
import org.sallyport.platform.ids.MessageId;

/**
 * Sends one POST to the gateway, on a new connection: on a reused one that the gateway had already
 * closed, it would be unclear whether the message was sent. Redirects are not followed.
 */
final class SmsGateway implements Closeable {
  private static final int MAX_RESPONSE_BYTES = 64 << 10;

  /** The outbox limits how many messages are sent at once. */
  private static final int UNLIMITED = 100_000;

  private final SmsProperties properties;
  private final CloseableHttpClient client;
  private final SmsTemplate body;
  private final @Nullable String authorization;
  private final @Nullable Pattern accepted;

  SmsGateway(SmsProperties properties) {
    this.properties = properties;
    this.client = client(properties.timeout());
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

  Reply post(URI to, MessageId id, Message message) throws IOException {
    HttpPost request = request(to, id, message);
    Thread watch = Thread.ofVirtual().start(() -> cancelAfterTimeout(request));
    try (ClassicHttpResponse answer = client.executeOpen(null, request, null)) {
      return new Reply(answer.getCode(), accepted == null || says(answer, accepted));
    } finally {
      watch.interrupt();
    }
  }

  /** Whether the pattern is found. */
  private static boolean says(ClassicHttpResponse answer, Pattern wanted) throws IOException {
    HttpEntity body = answer.getEntity();
    if (body == null) {
      return wanted.matcher("").find();
    }
    byte[] read = body.getContent().readNBytes(MAX_RESPONSE_BYTES);
    return wanted.matcher(new String(read, StandardCharsets.UTF_8)).find();
  }

  /**
   * Neither slow headers nor a slow body are read for longer than connecting and answering may
   * take.
   */
  private void cancelAfterTimeout(HttpPost request) {
    try {
      Thread.sleep(properties.timeout().multipliedBy(2));
      request.cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpPost request(URI to, MessageId id, Message message) {
    HttpPost request = new HttpPost(to);
    byte[] content = body.fill(id, message).getBytes(StandardCharsets.UTF_8);
    request.setEntity(new ByteArrayEntity(content, null));
    request.setHeader("Content-Type", properties.contentType());
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    return request;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static CloseableHttpClient client(Duration timeout) {
    return HttpClients.custom()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableDefaultUserAgent()
        .disableAutomaticRetries()
        .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(UNLIMITED)
                .setMaxConnPerRoute(UNLIMITED)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeout))
                        .setSocketTimeout(Timeout.of(timeout))
                        .build())
                .build())
        .setDefaultRequestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
        .build();
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

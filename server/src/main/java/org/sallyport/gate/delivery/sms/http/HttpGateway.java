package org.sallyport.gate.delivery.sms.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;
import org.sallyport.gate.delivery.Message;
import org.sallyport.platform.ids.MessageId;

/**
 * Sends one request to the gateway, on a new connection: on a reused one that the gateway had
 * already closed, it would be unclear whether the message was sent. Redirects are not followed.
 */
public final class HttpGateway implements Closeable {
  private static final int MAX_RESPONSE_BYTES = 64 << 10;

  /** Marks a request that began to be sent. */
  private static final String BEGUN = "sallyport.begun";

  /** The outbox limits how many messages are sent at once. */
  private static final int UNLIMITED = 100_000;

  private final GatewaySettings settings;
  private final CloseableHttpClient client;

  public HttpGateway(GatewaySettings settings) {
    this.settings = settings;
    this.client = client(settings.timeout());
  }

  /**
   * The gateway's reply.
   *
   * @param accepted false if its body lacks what says that the message was accepted
   * @param refused whether its body says that the message was not accepted
   */
  public record Reply(int status, boolean accepted, boolean refused) {}

  /** There was no connection, or its encryption was not agreed on, so that nothing was sent. */
  public static final class NotConnected extends IOException {
    private static final long serialVersionUID = 1L;

    NotConnected(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Sends one message, and reads the reply.
   *
   * @param receipts where the gateway reports what becomes of the message; empty for nowhere
   * @throws NotConnected if nothing was sent
   * @throws IOException if there was no reply
   */
  public Reply send(MessageId id, Message message, String receipts) throws IOException {
    HttpUriRequestBase request = request(id, message, receipts);
    HttpClientContext context = HttpClientContext.create();
    Thread watch = Thread.ofVirtual().start(() -> cancelAfterTimeout(request));
    try (ClassicHttpResponse answer = client.executeOpen(null, request, context)) {
      if (context.getAttribute(BEGUN) == null) {
        throw new ConnectException("a proxy refused the connection");
      }
      return reply(answer);
    } catch (IOException e) {
      throw context.getAttribute(BEGUN) == null ? new NotConnected(e) : e;
    } finally {
      watch.interrupt();
    }
  }

  private Reply reply(ClassicHttpResponse answer) throws IOException {
    Pattern accepted = settings.accepted();
    Pattern refused = settings.refused();
    if (accepted == null && refused == null) {
      return new Reply(answer.getCode(), true, false);
    }
    String body = body(answer);
    return new Reply(
        answer.getCode(),
        accepted == null || accepted.matcher(body).find(),
        refused != null && refused.matcher(body).find());
  }

  private static String body(ClassicHttpResponse answer) throws IOException {
    HttpEntity body = answer.getEntity();
    return body == null
        ? ""
        : new String(body.getContent().readNBytes(MAX_RESPONSE_BYTES), StandardCharsets.UTF_8);
  }

  /**
   * Neither slow headers nor a slow body are read for longer than connecting and answering may
   * take.
   */
  private void cancelAfterTimeout(HttpUriRequestBase request) {
    try {
      Thread.sleep(settings.timeout().multipliedBy(2));
      request.cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpUriRequestBase request(MessageId id, Message message, String receipts) {
    String content = settings.template().fill(id, message, receipts);
    HttpUriRequestBase request = settings.get() ? get(content) : post(content);
    settings.headers().of(settings.get() ? "" : content).forEach(request::setHeader);
    return request;
  }

  private HttpUriRequestBase get(String query) {
    String url = settings.url().toString();
    return new HttpGet(URI.create(url + (url.contains("?") ? "&" : "?") + query));
  }

  private HttpUriRequestBase post(String content) {
    HttpPost request = new HttpPost(settings.url());
    request.setEntity(new ByteArrayEntity(content.getBytes(StandardCharsets.UTF_8), null));
    request.setHeader("Content-Type", settings.contentType());
    return request;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static ClassicHttpResponse begins(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    scope.clientContext.setAttribute(BEGUN, true);
    return chain.proceed(request, scope);
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
        .addExecInterceptorAfter(ChainElement.CONNECT.name(), "begun", HttpGateway::begins)
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
}

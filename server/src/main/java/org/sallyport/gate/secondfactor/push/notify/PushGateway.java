package org.sallyport.gate.secondfactor.push.notify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.Timeout;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends one POST to a push service. The host name is resolved once, by a resolver that returns
 * public addresses only, and the connection goes to the resolved address. Redirects are not
 * followed; only the status of the response is read; one deadline covers the whole call.
 */
@Component
class PushGateway implements DisposableBean {
  private final PushServices services;
  private final Duration deadline;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("push-deadlines").factory());

  PushGateway(PushServices services, PushProperties properties) {
    this.services = services;
    this.deadline = properties.timeout();
    this.deadlines.setRemoveOnCancelPolicy(true);
    this.client = client(services, deadline);
  }

  private static CloseableHttpClient client(PushServices services, Duration deadline) {
    return HttpClients.custom()
        .setConnectionManager(connections(services, Timeout.of(deadline)))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableDefaultUserAgent()
        .build();
  }

  private static HttpClientConnectionManager connections(PushServices services, Timeout patience) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new Resolver(services))
        .setDefaultConnectionConfig(timeouts(patience))
        .setDefaultTlsConfig(tls(patience))
        .setMaxConnTotal(PushNotifier.MAX_CONNECTIONS)
        .setMaxConnPerRoute(PushNotifier.MAX_CONNECTIONS)
        .build();
  }

  private static ConnectionConfig timeouts(Timeout patience) {
    return ConnectionConfig.custom().setConnectTimeout(patience).setSocketTimeout(patience).build();
  }

  private static TlsConfig tls(Timeout patience) {
    return TlsConfig.custom()
        .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
        .setHandshakeTimeout(patience)
        .build();
  }

  /**
   * Sends the message and returns the status of the response.
   *
   * @throws IOException if the service is not allowed, or did not answer by the deadline
   */
  int post(URI endpoint, Map<String, String> headers, byte[] body) throws IOException {
    if (services.refusal(endpoint).isPresent()) {
      throw new IOException("the push service is not one that may be asked");
    }
    HttpPost post = new HttpPost(endpoint);
    headers.forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM, "aes128gcm"));
    ScheduledFuture<?> end =
        deadlines.schedule(post::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
    try {
      int status = client.executeOpen(null, post, null).getCode();
      if (end.isDone()) {
        throw new InterruptedIOException("the push service took too long");
      }
      return status;
    } finally {
      end.cancel(false);
      // Closes the connection without reading the response's body.
      post.cancel();
    }
  }

  @Override
  public void destroy() throws IOException {
    deadlines.shutdownNow();
    client.close();
  }

  /** Resolves host names; returns nothing if one of the addresses is not allowed. */
  private record Resolver(PushServices services) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return services.addresses(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

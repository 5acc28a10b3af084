package org.sallyport.portal.archive;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.sallyport.platform.http.OutgoingHttp;
import org.sallyport.platform.http.RequestTimeouts;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The pool of connections to the archive. It follows no redirects, uses no proxy, stores no cookies
 * and adds no headers about this program. The number of connections is not limited here: each
 * belongs to a request of the portal.
 */
@Component
class ArchiveHttp implements DisposableBean {
  /** Orthanc closes a connection after a second without a request. */
  private static final TimeValue VALIDATE_AFTER_INACTIVITY = TimeValue.ofMilliseconds(500);

  private static final TimeValue IDLE_CONNECTION_TTL = TimeValue.ofSeconds(10);

  private final CloseableHttpClient client;
  private final Duration answerTimeout;

  ArchiveHttp(ArchiveProperties properties) {
    this.answerTimeout = properties.answerTimeout();
    this.client = client(properties);
  }

  /**
   * Sends a request and returns when the headers of the response have arrived.
   *
   * @throws IOException if the archive cannot be reached or does not answer in time
   */
  ClassicHttpResponse send(HttpUriRequestBase request) throws IOException {
    ScheduledFuture<?> late = RequestTimeouts.after(answerTimeout, request::cancel);
    try {
      return client.executeOpen(null, request, null);
    } finally {
      late.cancel(false);
    }
  }

  @Override
  public void destroy() throws IOException {
    client.close();
  }

  private static CloseableHttpClient client(ArchiveProperties properties) {
    return OutgoingHttp.plain()
        .setConnectionManager(connections(properties.connectTimeout()))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setProtocolUpgradeEnabled(false)
                .setResponseTimeout(Timeout.DISABLED)
                .build())
        .setRetryStrategy(new ClosedAsItWasReused())
        .evictIdleConnections(IDLE_CONNECTION_TTL)
        .build();
  }

  private static HttpClientConnectionManager connections(Duration connectTimeout) {
    return OutgoingHttp.connections()
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connectTimeout))
                .setValidateAfterInactivity(VALIDATE_AFTER_INACTIVITY)
                .build())
        .build();
  }

  /**
   * Repeats a request once if its connection was closed before the first byte of the response: the
   * archive may close an idle connection just as it is reused. Only GET is sent through the pool.
   */
  private record ClosedAsItWasReused() implements HttpRequestRetryStrategy {
    @Override
    public boolean retryRequest(
        HttpRequest request, IOException fault, int attempt, HttpContext context) {
      boolean closed =
          fault instanceof NoHttpResponseException || fault.getClass() == SocketException.class;
      return closed && attempt <= 1 && "GET".equals(request.getMethod());
    }

    @Override
    public boolean retryRequest(HttpResponse response, int attempt, HttpContext context) {
      return false;
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int attempt, HttpContext context) {
      return TimeValue.ZERO_MILLISECONDS;
    }

    @Override
    public TimeValue getRetryInterval(
        HttpRequest request, IOException fault, int attempt, HttpContext context) {
      return TimeValue.ZERO_MILLISECONDS;
    }
  }
}

package org.sallyport.platform.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks one system of somebody else over HTTP, each time on a new connection: on a reused one that
 * the other side had already closed, it would be unclear whether the request was sent. A host name
 * is resolved once, and the connection goes to the address that was checked. Redirects are not
 * followed, nothing is repeated, cookies are not kept, an answer has a size, and one deadline
 * covers the whole request, slow headers and a slow body included.
 */
public final class OutgoingHttp implements Closeable {
  /** Marks a request that began to be sent. */
  private static final String BEGUN = "sallyport.begun";

  private static final int UNLIMITED = 100_000;

  private final Duration deadline;
  private final int maxBytes;
  private final Semaphore free;
  private final CloseableHttpClient client;

  private OutgoingHttp(Builder builder, CloseableHttpClient client) {
    this.deadline = builder.deadline;
    this.maxBytes = builder.maxBytes;
    this.free = new Semaphore(builder.maxConcurrent);
    this.client = client;
  }

  /** Describes a client; it may ask any address, and reads no bodies, unless told otherwise. */
  public static final class Builder {
    private final Duration timeout;
    private Duration deadline;
    private int maxBytes;
    private int maxConcurrent = UNLIMITED;
    private AddressRule addresses = AddressRule.ANY;
    private @Nullable SSLContext trust;

    private Builder(Duration timeout) {
      this.timeout = timeout;
      this.deadline = timeout;
    }

    /** How long all of a request may take; as long as a connection if it is not said. */
    public Builder deadline(Duration longest) {
      this.deadline = longest;
      return this;
    }

    /** How many bytes of a body are read at most. */
    public Builder maxBytes(int bytes) {
      this.maxBytes = bytes;
      return this;
    }

    /** How many requests may wait for an answer at once; one more is refused. */
    public Builder maxConcurrent(int requests) {
      this.maxConcurrent = requests;
      return this;
    }

    /** Which addresses may be asked; anything but {@link AddressRule#ANY} leaves out the proxy. */
    public Builder addresses(AddressRule rule) {
      this.addresses = rule;
      return this;
    }

    /**
     * Trusts the certificates of a file (PEM) alone.
     *
     * @param authorities null for those that the system trusts
     */
    public Builder trusting(@Nullable Path authorities)
        throws GeneralSecurityException, IOException {
      this.trust = authorities == null ? null : TrustedAuthorities.of(authorities);
      return this;
    }

    public OutgoingHttp build() {
      HttpClientBuilder client =
          plain()
              .disableAutomaticRetries()
              .setConnectionReuseStrategy((request, response, context) -> false)
              .addExecInterceptorAfter(ChainElement.CONNECT.name(), BEGUN, OutgoingHttp::begins)
              .setConnectionManager(guarded())
              .setDefaultRequestConfig(
                  RequestConfig.custom().setProtocolUpgradeEnabled(false).build());
      if (addresses == AddressRule.ANY) {
        client.setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()));
      }
      return new OutgoingHttp(this, client.build());
    }

    private HttpClientConnectionManager guarded() {
      Timeout wait = Timeout.of(timeout);
      PoolingHttpClientConnectionManagerBuilder connections =
          OutgoingHttp.connections()
              .setDnsResolver(new Resolver(addresses))
              .setDefaultConnectionConfig(
                  ConnectionConfig.custom().setConnectTimeout(wait).setSocketTimeout(wait).build())
              .setDefaultTlsConfig(
                  TlsConfig.custom()
                      .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                      .setHandshakeTimeout(wait)
                      .build());
      if (trust != null) {
        connections.setTlsSocketStrategy(
            ClientTlsStrategyBuilder.create().setSslContext(trust).buildClassic());
      }
      return connections.build();
    }
  }

  /**
   * Begins the description of a client.
   *
   * @param timeout the longest time for a connection, and between two bytes
   */
  public static Builder within(Duration timeout) {
    return new Builder(timeout);
  }

  /** A client that follows no redirects, keeps nothing and adds nothing to requests. */
  public static HttpClientBuilder plain() {
    return HttpClients.custom()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableDefaultUserAgent();
  }

  /** Connections without a limit of their number: each belongs to a request. */
  public static PoolingHttpClientConnectionManagerBuilder connections() {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setMaxConnTotal(UNLIMITED)
        .setMaxConnPerRoute(UNLIMITED);
  }

  /** The headers of a form. */
  public static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  public HttpAnswer get(URI address, Map<String, String> headers) throws IOException {
    return send("GET", address, headers, null);
  }

  public HttpAnswer head(URI address) throws IOException {
    return send("HEAD", address, Map.of(), null);
  }

  public HttpAnswer post(URI address, Map<String, String> headers, byte[] body) throws IOException {
    return send("POST", address, headers, body);
  }

  /**
   * Sends a request and reads the answer.
   *
   * @throws NotSent if nothing was sent
   * @throws IOException if there is no answer by the deadline
   */
  private HttpAnswer send(
      String method, URI address, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    HttpUriRequestBase request = new HttpUriRequestBase(method, address);
    headers.forEach(request::setHeader);
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, null));
    }
    if (!free.tryAcquire()) {
      throw new NotSent(new IOException("too many requests wait for an answer"));
    }
    try {
      return withinDeadline(request);
    } finally {
      free.release();
    }
  }

  private HttpAnswer withinDeadline(HttpUriRequestBase request) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    ScheduledFuture<?> end = RequestTimeouts.after(deadline, request::cancel);
    try {
      ClassicHttpResponse response = client.executeOpen(null, request, context);
      if (context.getAttribute(BEGUN) == null) {
        throw new ConnectException("a proxy refused the connection");
      }
      return read(response, context);
    } catch (IOException e) {
      IOException reason = end.isDone() ? new InterruptedIOException("took too long") : e;
      throw context.getAttribute(BEGUN) == null ? new NotSent(reason) : reason;
    } finally {
      end.cancel(false);
      // Closes the connection without reading the rest of the body.
      request.cancel();
    }
  }

  private HttpAnswer read(ClassicHttpResponse response, HttpClientContext context)
      throws IOException {
    byte[] body =
        response.getEntity() == null || maxBytes == 0
            ? new byte[0]
            : response.getEntity().getContent().readNBytes(maxBytes + 1);
    boolean isCut = body.length > maxBytes;
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName(), header.getValue());
    }
    return new HttpAnswer(
        response.getCode(),
        headers,
        isCut ? Arrays.copyOf(body, maxBytes) : body,
        isCut,
        certificate(context.getSSLSession()));
  }

  private static @Nullable X509Certificate certificate(@Nullable SSLSession session) {
    try {
      return session != null && session.getPeerCertificates()[0] instanceof X509Certificate it
          ? it
          : null;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  private static ClassicHttpResponse begins(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    scope.clientContext.setAttribute(BEGUN, true);
    return chain.proceed(request, scope);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private record Resolver(AddressRule rule) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return rule.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

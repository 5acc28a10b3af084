package org.sallyport.platform.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
import org.apache.hc.core5.ssl.SSLContexts;
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
  private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();

  private final Duration deadline;
  private final int mostBytes;
  private final Semaphore places;
  private final CloseableHttpClient client;

  private OutgoingHttp(Way way, CloseableHttpClient client) {
    this.deadline = way.deadline;
    this.mostBytes = way.mostBytes;
    this.places = new Semaphore(way.places);
    this.client = client;
  }

  /** Describes a client; it may ask any address, and reads no bodies, unless told otherwise. */
  public static final class Way {
    private final Duration patience;
    private Duration deadline;
    private int mostBytes;
    private int places = UNLIMITED;
    private AddressRule addresses = AddressRule.ANY;
    private @Nullable SSLContext trust;

    private Way(Duration patience) {
      this.patience = patience;
      this.deadline = patience;
    }

    /** How long all of a request may take; as long as a connection if it is not said. */
    public Way deadline(Duration longest) {
      this.deadline = longest;
      return this;
    }

    /** How many bytes of a body are read at most. */
    public Way reading(int bytes) {
      this.mostBytes = bytes;
      return this;
    }

    /** How many requests may wait for an answer at once; one more is refused. */
    public Way places(int requests) {
      this.places = requests;
      return this;
    }

    /** Which addresses may be asked; anything but {@link AddressRule#ANY} leaves out the proxy. */
    public Way addresses(AddressRule rule) {
      this.addresses = rule;
      return this;
    }

    /**
     * Trusts the certificates of a file (PEM) alone.
     *
     * @param authorities null for those that the system trusts
     */
    public Way trusting(@Nullable Path authorities) throws GeneralSecurityException, IOException {
      this.trust = authorities == null ? null : trust(authorities);
      return this;
    }

    public OutgoingHttp open() {
      HttpClientBuilder client =
          plain()
              .disableAutomaticRetries()
              .setConnectionReuseStrategy((request, response, context) -> false)
              .addExecInterceptorAfter(ChainElement.CONNECT.name(), BEGUN, OutgoingHttp::begins)
              .setConnectionManager(connections())
              .setDefaultRequestConfig(
                  RequestConfig.custom().setProtocolUpgradeEnabled(false).build());
      if (addresses == AddressRule.ANY) {
        client.setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()));
      }
      return new OutgoingHttp(this, client.build());
    }

    private HttpClientConnectionManager connections() {
      Timeout timeout = Timeout.of(patience);
      PoolingHttpClientConnectionManagerBuilder connections =
          PoolingHttpClientConnectionManagerBuilder.create()
              .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
              .setMaxConnTotal(UNLIMITED)
              .setMaxConnPerRoute(UNLIMITED)
              .setDnsResolver(new Resolver(addresses))
              .setDefaultConnectionConfig(
                  ConnectionConfig.custom()
                      .setConnectTimeout(timeout)
                      .setSocketTimeout(timeout)
                      .build())
              .setDefaultTlsConfig(
                  TlsConfig.custom()
                      .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                      .setHandshakeTimeout(timeout)
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
   * @param patience the longest time for a connection, and between two bytes
   */
  public static Way within(Duration patience) {
    return new Way(patience);
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
    if (!places.tryAcquire()) {
      throw new NotSent(new IOException("too many requests wait for an answer"));
    }
    try {
      return withinDeadline(request);
    } finally {
      places.release();
    }
  }

  private HttpAnswer withinDeadline(HttpUriRequestBase request) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    ScheduledFuture<?> end =
        DEADLINES.schedule(request::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
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
        response.getEntity() == null || mostBytes == 0
            ? new byte[0]
            : response.getEntity().getContent().readNBytes(mostBytes + 1);
    boolean isCut = body.length > mostBytes;
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName(), header.getValue());
    }
    return new HttpAnswer(
        response.getCode(),
        headers,
        isCut ? Arrays.copyOf(body, mostBytes) : body,
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

  private static SSLContext trust(Path authorities) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(authorities)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca" + number++, each);
      }
    }
    return SSLContexts.custom().loadTrustMaterial(trusted, null).build();
  }

  private static ScheduledThreadPoolExecutor deadlines() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-deadlines").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
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

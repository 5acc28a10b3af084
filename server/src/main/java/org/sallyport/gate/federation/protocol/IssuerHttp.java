package org.sallyport.gate.federation.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.settings.IssuerProperties;

/**
 * Asks an issuer over HTTP. Its addresses come from its metadata, so each is checked: encrypted,
 * and not of this same machine or of the link (unless the settings say so), as the host's name
 * resolves for this very connection. Redirects are not followed, an answer has a size and one
 * deadline, and an issuer that hangs takes a few places only.
 */
final class IssuerHttp implements AutoCloseable {
  /** Of an answer; the keys of Entra ID are about 20 kB. */
  private static final int MOST_BYTES = 512 * 1024;

  private static final int PLACES = 16;

  private final boolean clearTextOnLoopback;
  private final Duration deadline;
  private final CloseableHttpClient client;
  private final Semaphore places = new Semaphore(PLACES);
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("issuer-deadlines").factory());

  IssuerHttp(IssuerProperties properties) throws GeneralSecurityException, IOException {
    this.clearTextOnLoopback = properties.clearTextOnLoopback();
    this.deadline = properties.timeout();
    this.deadlines.setRemoveOnCancelPolicy(true);
    this.client = client(properties);
  }

  private static CloseableHttpClient client(IssuerProperties properties)
      throws GeneralSecurityException, IOException {
    Timeout patience = Timeout.of(properties.timeout());
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Resolver(properties.clearTextOnLoopback()))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(patience)
                    .setSocketTimeout(patience)
                    .build())
            .setDefaultTlsConfig(
                TlsConfig.custom()
                    .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                    .setHandshakeTimeout(patience)
                    .build())
            .setMaxConnTotal(PLACES)
            .setMaxConnPerRoute(PLACES);
    Path authority = properties.caFile();
    if (authority != null) {
      connections.setTlsSocketStrategy(
          ClientTlsStrategyBuilder.create().setSslContext(trusting(authority)).buildClassic());
    }
    return HttpClients.custom()
        .setConnectionManager(connections.build())
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableDefaultUserAgent()
        .build();
  }

  private static SSLContext trusting(Path authority) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(authority)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca" + number++, each);
      }
    }
    return SSLContexts.custom().loadTrustMaterial(trusted, null).build();
  }

  /**
   * An answer.
   *
   * @param date the time of its server as HTTP has it; null if it has none
   */
  record Answer(int status, String body, @Nullable String date) {
    /** Omits the body, which may have tokens. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  Answer get(URI address) throws IssuerUnreachable {
    return send(new HttpGet(address), address);
  }

  /**
   * Sends a form.
   *
   * @param headers besides
   */
  Answer post(URI address, Map<String, String> form, Map<String, String> headers)
      throws IssuerUnreachable {
    HttpPost post = new HttpPost(address);
    headers.forEach(post::setHeader);
    post.setEntity(
        new StringEntity(
            FormText.of(form), ContentType.APPLICATION_FORM_URLENCODED.withCharset("UTF-8")));
    return send(post, address);
  }

  private Answer send(HttpUriRequestBase request, URI address) throws IssuerUnreachable {
    if (!IssuerProperties.isAllowed(address, clearTextOnLoopback)) {
      throw new IssuerUnreachable(address.getHost() + ": not an address that may be asked");
    }
    if (!places.tryAcquire()) {
      throw new IssuerUnreachable(address.getHost() + ": too many requests wait for an answer");
    }
    request.setHeader("Accept", "application/json");
    ScheduledFuture<?> end =
        deadlines.schedule(request::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return read(client.executeOpen(null, request, null));
    } catch (IOException e) {
      throw new IssuerUnreachable(
          address.getHost() + ": " + (end.isDone() ? "took too long" : e.getMessage()), e);
    } finally {
      end.cancel(false);
      request.cancel();
      places.release();
    }
  }

  private static Answer read(ClassicHttpResponse response) throws IOException {
    try (response) {
      @Nullable Header date = response.getFirstHeader("Date");
      byte[] body = new byte[0];
      if (response.getEntity() != null) {
        body = response.getEntity().getContent().readNBytes(MOST_BYTES + 1);
      }
      if (body.length > MOST_BYTES) {
        throw new IOException("the answer is too long");
      }
      return new Answer(
          response.getCode(),
          new String(body, StandardCharsets.UTF_8),
          date == null ? null : date.getValue());
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }

  /**
   * Resolves host names; nothing if one of the addresses is not allowed. A hospital's issuer may
   * well have a private address.
   */
  private record Resolver(boolean loopbackAllowed) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] found = InetAddress.getAllByName(host);
      if (!Arrays.stream(found).allMatch(this::mayBeConnected)) {
        throw new UnknownHostException(host + " is on an address that may not be asked");
      }
      return found;
    }

    private boolean mayBeConnected(InetAddress address) {
      return address.isLoopbackAddress()
          ? loopbackAllowed
          : !address.isAnyLocalAddress()
              && !address.isLinkLocalAddress()
              && !address.isMulticastAddress();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

package org.sallyport.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Scanner;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.ServerKeys;
import org.sallyport.testing.TurnableClock;

/** The end of a certificate that a server shows, by each protocol, with and without STARTTLS. */
class CertificateWatchTest {
  private static KeyStore keys;

  private final TurnableClock clock = new TurnableClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeAll
  static void aKeyWithACertificateOf30Days() throws Exception {
    keys = ServerKeys.of("dns:localhost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "ldaps", "ldap", "smtps", "smtp", "tls"})
  void theTimeThatIsLeftIsMeasuredAndTooLittleIsDue(String scheme) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, scheme));
      CertificateWatch watch = watch(URI.create(scheme + "://localhost:" + server.getLocalPort()));
      assertThat(watch.upkeep()).isEmpty();
      assertThat(left()).isNaN();
      watch.look();
      Duration left = Duration.between(clock.instant(), end());
      assertThat(left()).isEqualTo((double) left.toSeconds());
      clock.turn(left.minus(CertificateWatch.SOON));
      assertThat(watch.upkeep()).containsExactly(new Upkeep("certificate", "archive", false));
      clock.turn(Duration.ofSeconds(1));
      assertThat(watch.upkeep()).containsExactly(new Upkeep("certificate", "archive", true));
      clock.turn(CertificateWatch.SOON);
      watch.look();
      assertThat(left()).as("an expired one is read, too").isNegative();
    }
  }

  private CertificateWatch watch(URI server) {
    return new CertificateWatch(
        List.of(
            new CertificateUse() {
              @Override
              public String dependency() {
                return "archive";
              }

              @Override
              public List<URI> servers() {
                return List.of(URI.create("http://127.0.0.1:1"), server);
              }
            }),
        clock,
        meters);
  }

  private double left() {
    return meters.get("sallyport.certificate.left").tag("dependency", "archive").gauge().value();
  }

  private static java.time.Instant end() throws Exception {
    return ((X509Certificate) keys.getCertificate("server")).getNotAfter().toInstant();
  }

  private static void serve(ServerSocket server, String scheme) {
    while (!server.isClosed()) {
      try (Socket tcp = server.accept()) {
        beforeTls(scheme, tcp);
        SSLSocket secured =
            (SSLSocket)
                ServerKeys.serving(keys).getSocketFactory().createSocket(tcp, null, 0, false);
        secured.setUseClientMode(false);
        secured.startHandshake();
        secured.getInputStream().read();
      } catch (Exception e) {
        // The client has what it wants.
      }
    }
  }

  private static void beforeTls(String scheme, Socket tcp) throws IOException {
    OutputStream out = tcp.getOutputStream();
    if (scheme.equals("smtp")) {
      Scanner in = new Scanner(tcp.getInputStream(), StandardCharsets.US_ASCII);
      out.write("220 mail\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(in.nextLine()).startsWith("EHLO");
      out.write("250-mail\r\n250 STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(in.nextLine()).isEqualTo("STARTTLS");
      out.write("220 go\r\n".getBytes(StandardCharsets.US_ASCII));
    } else if (scheme.equals("ldap")) {
      InputStream in = tcp.getInputStream();
      assertThat(new String(in.readNBytes(31), StandardCharsets.US_ASCII))
          .endsWith("1.3.6.1.4.1.1466.20037");
      out.write(HexFormat.of().parseHex("30840000000c" + "02010178070a010004000400"));
    }
  }
}

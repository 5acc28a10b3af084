package org.sallyport.staff.siem.syslog;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Installation;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.stereotype.Component;

/** Where audit events are sent: a syslog receiver, over TLS except on this machine. */
@Component
@RequiredArgsConstructor
public class SyslogReceiver {
  private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final SyslogProperties settings;
  private final Installation installation;

  /**
   * Hands over a batch of messages, in order, and returns when the receiver has read all of them.
   *
   * @throws IOException if it is unknown how many the receiver has read
   */
  public void send(List<SyslogMessage> messages) throws IOException {
    List<byte[]> frames =
        messages.stream().map(message -> message.frame(installation.host())).toList();
    try (SyslogConnection connection = SyslogConnection.open(this, settings.timeout())) {
      connection.send(frames);
    }
  }

  String host() {
    return Objects.requireNonNull(settings.host());
  }

  int port() {
    return settings.port();
  }

  /** Secures a connection by TLS, with a check of the receiver's name (RFC 5425, section 5.2). */
  Socket secured(Socket tcp) throws IOException {
    return secured(settings, tcp);
  }

  static Socket secured(SyslogProperties settings, Socket tcp) throws IOException {
    if (!settings.tls()) {
      return tcp;
    }
    SSLSocket socket =
        (SSLSocket)
            context(settings)
                .getSocketFactory()
                .createSocket(tcp, settings.host(), settings.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(TLS_VERSIONS);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Reads the files each time, so that a renewed certificate needs no restart. */
  private static SSLContext context(SyslogProperties settings) {
    PemSslStoreDetails key =
        PemSslStoreDetails.forCertificate(location(settings.clientCertificate()))
            .withPrivateKey(location(settings.clientKey()));
    PemSslStoreDetails trust =
        PemSslStoreDetails.forCertificate(location(settings.caCertificate()));
    return SslBundle.of(new PemSslStoreBundle(key, trust)).createSslContext();
  }

  private static @Nullable String location(@Nullable Path file) {
    return file == null ? null : file.toUri().toString();
  }
}
